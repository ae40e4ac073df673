"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up stays closed until a person can found or join a KIM."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
