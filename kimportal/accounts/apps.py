from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kimportal.accounts"
    label = "accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        from kimportal.accounts import checks  # noqa: F401
