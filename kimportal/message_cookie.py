"""The cookie that carries one sentence to the next page, under a name no other host can set."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookie(CookieStorage):
    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        return settings.KIM_MESSAGE_COOKIE


class MessageStorage(FallbackStorage):
    """Django's own, with that cookie: first the cookie, and the session for what is too long."""

    storage_classes = (MessageCookie, SessionStorage)
