"""The signature of a Kit Token (spec kit-token.md section 3, R13): over the Token04 and every field of the suffix."""

from hmac import compare_digest

from .._codec.b64 import encode_base64url
from .._codec.suffix import Signature, SuffixFields
from .keys import U32, SecretKey


def sign(key: SecretKey, fields: SuffixFields, raw: bytes) -> Signature:
    """Sign the bytes of a Token04 together with the fields of its suffix."""
    return Signature(key.kid, _tag_of(key, fields, raw).decode("ascii"))


def is_signed_by(key: SecretKey, signature: Signature, fields: SuffixFields, raw: bytes) -> bool:
    """Whether the key made this signature for exactly these bytes and fields."""
    return compare_digest(_tag_of(key, fields, raw), signature.tag.encode("ascii"))


def _tag_of(key: SecretKey, fields: SuffixFields, raw: bytes) -> bytes:
    return encode_base64url(key.signature_tag(signed_parts(fields, raw)))


def signed_parts(fields: SuffixFields, raw: bytes) -> bytes:
    """Each part with its length before it: no two different tokens give the same bytes.

    Key ID and AppID are not among them: they stand before, in the key's prefix.
    """
    user_id, room_id, encoded_name, _, ext = fields
    user, room, name, extension = user_id.encode(), room_id.encode(), encoded_name.encode(), (ext or "").encode()
    lengths = U32(len(user)), U32(len(room)), U32(len(name)), U32(len(extension)), U32(len(raw))
    return b"".join((lengths[0], user, lengths[1], room, lengths[2], name, lengths[3], extension, lengths[4], raw))
