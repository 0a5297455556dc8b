"""The token in the letter of a wish: who holds it confirms the wish, or gives it up."""

from django.core.signing import BadSignature, Signer

from readers.models import Wish

_SIGNER = Signer(salt="readers.wish")


def token_of(wish: Wish) -> str:
    return _SIGNER.sign(str(wish.pk))


def wish_of_token(token: str) -> Wish | None:
    """The wish whose letter carries the token; None: it was fulfilled or given up, or the token is false."""
    try:
        return Wish.objects.filter(pk=int(_SIGNER.unsign(token))).first()
    except (BadSignature, ValueError):
        return None
