"""The sign-in form in the words of this portal."""

from typing import Any

from allauth.account.forms import LoginForm


class MasukForm(LoginForm):
    """Asks for e-mail address (`login`) and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = "Alamat surel"
        login.widget.attrs = {"type": "email", "autocomplete": "username"}
        password.label = "Kata sandi"
        # allauth would link to its password reset, which this portal does not offer yet.
        password.help_text = ""
        password.widget.attrs = {"autocomplete": "current-password"}
        self.fields["remember"].label = "Tetap masuk di perangkat ini"
