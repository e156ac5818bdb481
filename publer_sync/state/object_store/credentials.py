"""Credentials of a profile of the AWS command line, single sign-on included, where boto3 is installed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from publer_sync.errors import StateError

if TYPE_CHECKING:
    from obstore.store import S3CredentialProvider

_NEARER = ("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
"""What says who asks goes before the profile, as for the AWS command line."""


def profile_credentials(environ: Mapping[str, str]) -> S3CredentialProvider | None:
    """Return the provider of the credentials of the profile in AWS_PROFILE; None if nothing asks for one.

    Raises StateError if they cannot be had. A profile that is named and not looked at would let
    the machine's credentials be used, for instance.
    """
    profile = environ.get("AWS_PROFILE")
    if not profile or any(environ.get(name) for name in _NEARER):
        return None
    export = f'eval "$(aws configure export-credentials --profile {profile} --format env)"'
    try:
        import boto3
        from botocore.exceptions import BotoCoreError
        from obstore.auth.boto3 import Boto3CredentialProvider
    except ImportError:
        raise StateError(
            "A profile of AWS needs a package that is not installed.",
            location=f"AWS_PROFILE={profile}",
            reason="boto3 is missing",
            hint=f"pip install boto3, or {export}",
        ) from None
    try:
        return Boto3CredentialProvider(boto3.Session(profile_name=profile))
    except (BotoCoreError, ValueError) as error:
        raise StateError(
            "The profile of AWS gives no credentials.",
            location=f"AWS_PROFILE={profile}",
            reason=" ".join(str(error).split())[:300],
            hint="check `aws sts get-caller-identity`, or unset AWS_PROFILE",
        ) from None
