"""Where files lie: in a folder, or in an S3-compatible store where `AWS_*` names one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

NEEDED = ("AWS_PUBLIC_BUCKET", "AWS_PUBLIC_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


def s3_stores(env: Env) -> tuple[dict[str, Any], str]:
    """Return the entries of STORAGES, and the host of public photos; both empty without S3."""
    private = env.str("AWS_PRIVATE_BUCKET", "")
    if not private:
        return {}, ""
    if missing := [name for name in NEEDED if not env.str(name, "")]:
        raise ImproperlyConfigured(f"Penyimpanan S3 belum lengkap; isi {', '.join(missing)}.")
    if private == env.str("AWS_PUBLIC_BUCKET"):
        raise ImproperlyConfigured("AWS_PRIVATE_BUCKET dan AWS_PUBLIC_BUCKET harus berbeda.")
    common = {
        "access_key": env.str("AWS_ACCESS_KEY_ID"),
        "secret_key": env.str("AWS_SECRET_ACCESS_KEY"),
        "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", "") or None,
        "region_name": env.str("AWS_S3_REGION_NAME", "us-east-1"),
        "file_overwrite": False,
        "default_acl": None,
        "querystring_auth": False,
    }
    public = urlsplit(env.str("AWS_PUBLIC_URL").rstrip("/"))
    at = {
        "bucket_name": env.str("AWS_PUBLIC_BUCKET"),
        "custom_domain": public.netloc + public.path,
        "url_protocol": f"{public.scheme}:",
        # Names of photos are random and what they hold never changes.
        "object_parameters": {"CacheControl": "public, max-age=86400"},
    }
    kept = {
        "BACKEND": "kimportal.storages_s3.PrivateS3",
        "OPTIONS": common | {"bucket_name": private},
    }
    shown = {"BACKEND": "kimportal.storages_s3.PublicS3", "OPTIONS": common | at}
    stores = {"default": kept, "private": kept, "public": shown}
    return stores, f"{public.scheme}://{public.netloc}"
