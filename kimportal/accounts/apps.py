from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kimportal.accounts"
    label = "accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        # Only now are there models, which these need.
        from kimportal.accounts import checks, events, idle  # noqa: F401

        events.listen()
        idle.listen()
