"""Every layer of spec/vectors/mint.json, in the order in which a token is made: the first that fails is at fault."""

from typing import Any, Dict

import pytest
from vectors import cases_of

from roompass import mint_token04
from roompass._codec.bounds import OWN
from roompass._codec.claims import read_claims, scan_claims
from roompass._codec.envelope import read_envelope
from roompass._codec.frame import decode_token04, split_kit_token
from roompass._codec.suffix import read_suffix
from roompass._crypto.keys import derivation, signature_prefix
from roompass._crypto.seal import plaintext_of
from roompass._crypto.signature import signed_parts
from roompass._keyring import minting_key
from roompass._verify import token_id
from testee import grant_of, keyring_of, minted

Case = Dict[str, Any]


@pytest.mark.parametrize("test", cases_of("mint"))
def test_derives_the_keys(test: Case) -> None:
    given = test["in"]
    derive = derivation(given["appId"], given["serverSecret"])
    assert derive(b"token04-seal").hex() == test["kSeal"]
    assert derive(b"kit-token-signature").hex() == test["kSig"]
    assert keyring_of([given]).keys[0].kid == test["kid"]


@pytest.mark.parametrize("test", cases_of("mint"))
def test_makes_every_layer(test: Case) -> None:
    given = test["in"]
    token04, suffix_json = split_kit_token(minted(test["in"]), OWN)
    raw = decode_token04(token04, OWN)
    envelope = read_envelope(raw, OWN)
    plaintext = plaintext_of(minting_key(keyring_of([given]), None).aes, envelope)
    assert plaintext is not None
    scanned = scan_claims(plaintext)
    assert scanned is not None
    suffix = read_suffix(suffix_json, OWN)
    assert suffix.signature is not None
    assert suffix_json is not None

    assert read_claims(scanned).payload == test["payload"]
    assert plaintext == test["plaintext"]
    assert envelope.iv.hex() == test["iv"]
    assert raw.hex() == test["raw"]
    assert token04 == test["token04"]
    tbs = signature_prefix(given["appId"], test["kid"]) + signed_parts(suffix.fields, raw)
    assert tbs.hex() == test["tbs"]
    assert f"1.{suffix.signature.kid}.{suffix.signature.tag}" == test["sig"]
    assert suffix_json.decode("ascii") == test["suffixJson"]
    assert token_id(raw) == test["tid"]


@pytest.mark.parametrize("test", cases_of("mint"))
def test_makes_the_kit_token(test: Case) -> None:
    assert minted(test["in"]) == test["kitToken"]


@pytest.mark.parametrize("test", cases_of("mint"))
def test_makes_the_token04_alone(test: Case) -> None:
    given = test["in"]
    grant = grant_of(given["grant"])
    token = mint_token04(
        keyring_of([given]),
        user_id=given["userId"],
        room_id=None if grant is None else given["roomId"],
        grant=grant,
        expires_in=given["expiresIn"],
        format=given["format"],
        now=given["now"],
        random=lambda count: given["nonce"].to_bytes(count, "big"),
    )
    assert token == test["token04"]
