"""Whatever fits the OpenAPI document is answered as it says, and what does not is refused."""

from kimportal.pages.data.writing import build  # noqa: F401
