"""OAuth 2.0: only what REST clients need; registering applications is a management command."""

from django.urls import path
from oauth2_provider.views import OAuthServerMetadataView, RevokeTokenView, TokenView

from cjg.organisatie.oauth import ToestemmingView

app_name = "oauth2_provider"

urlpatterns = [
    path("authorize/", ToestemmingView.as_view(), name="authorize"),
    path("token/", TokenView.as_view(), name="token"),
    path("revoke_token/", RevokeTokenView.as_view(), name="revoke-token"),
    path(".well-known/oauth-authorization-server", OAuthServerMetadataView.as_view(), name="oauth-server-metadata"),
]
