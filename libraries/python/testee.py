"""Answers for this library in conformance/languages: JSON lines on standard input and output, as its README says."""

import json
import platform
import sys
from typing import Any, Callable, Dict, Optional, Sequence

from roompass import Grant, Key, Keyring, KitTokenError, Pass, inspect, mint, mint_token04, verify, verify_token04

Json = Dict[str, Any]

_OPTIONS = {
    "accept": "accept",
    "roomId": "room_id",
    "userId": "user_id",
    "appId": "app_id",
    "now": "now",
    "clockTolerance": "clock_tolerance",
    "maxLifetime": "max_lifetime",
}


def main() -> None:
    """Answer each request before the next is read."""
    for line in sys.stdin.buffer:
        try:
            request = json.loads(line.decode())
        except ValueError as fault:
            sys.exit(f"this line is no request: {fault}")
        sys.stdout.write(json.dumps(answer_to(request)) + "\n")
        sys.stdout.flush()


def answer_to(request: Json) -> Json:
    """Do what is asked."""
    try:
        result = _OPERATIONS[request["op"]](request)
    except KitTokenError as refusal:
        return {"id": request["id"], "ok": False, "code": refusal.code}
    except (TypeError, ValueError, LookupError):
        return {"id": request["id"], "ok": False, "code": "bad_call"}
    return {"id": request["id"], "ok": True, "result": result}


def about(_: Json) -> Json:
    """Who is it that answers."""
    return {"language": "python", "version": platform.python_version()}


def mint_of(request: Json) -> Json:
    """Mint with the clock and the nonce of a test in mint.json."""
    return {"kitToken": minted(request["in"])}


def mint_token04_of(request: Json) -> Json:
    """Mint the sealed part alone, for a room and a grant or with a payload from elsewhere."""
    given = request["in"]
    token = mint_token04(
        keyring_of([given]),
        user_id=given["userId"],
        room_id=given.get("roomId"),
        grant=grant_of(given.get("grant")),
        payload=given.get("payload"),
        **surroundings_of(given),
    )
    return {"token04": token}


def minted(given: Json) -> str:
    """Mint what a test in mint.json asks for."""
    return mint(
        keyring_of([given]),
        user_id=given["userId"],
        room_id=given["roomId"],
        user_name=given["userName"],
        grant=grant_of(given["grant"]),
        ext=given.get("ext"),
        **surroundings_of(given),
    )


def surroundings_of(given: Json) -> Json:
    """Give what both ways of minting have in common."""
    return {
        "expires_in": given["expiresIn"],
        "format": given["format"],
        "now": given["now"],
        "random": lambda count: given["nonce"].to_bytes(count, "big"),
    }


def verify_of(request: Json) -> Json:
    """Verify, as a test in verify.json is."""
    check = verify if request["kind"] == "kit-token" else verify_token04
    return spelled(check(request["token"], keyring_of(request["keyring"]), **options_of(request["options"])))


def inspect_of(request: Json) -> Json:
    """Explain a text."""
    entries = request.get("keyring")
    keys = None if entries is None else keyring_of(entries)
    expect = {"expect": request["expect"]} if "expect" in request else {}
    report = inspect(request["token"], keys, **expect, **options_of(request["options"]))
    return {
        "kind": report.kind,
        "ok": report.ok,
        "primary": report.primary,
        "problems": [problem.code for problem in report.problems],
        "warnings": [warning.code for warning in report.warnings],
    }


_OPERATIONS: Dict[str, Callable[[Json], Json]] = {
    "about": about,
    "mint": mint_of,
    "mintToken04": mint_token04_of,
    "verify": verify_of,
    "inspect": inspect_of,
}


def keyring_of(entries: Sequence[Json]) -> Keyring:
    """Make a keyring of what the vectors spell."""
    return Keyring(
        [
            Key(
                entry["appId"],
                entry["serverSecret"],
                **{name: entry[name] for name in ("state", "gcm") if name in entry},
            )
            for entry in entries
        ]
    )


def options_of(options: Json) -> Json:
    """Name the options as they are named here; those that are absent stay absent."""
    return {ours: options[theirs] for theirs, ours in _OPTIONS.items() if theirs in options}


def grant_of(grant: Optional[Json]) -> Optional[Grant]:
    """Make a grant of what the vectors spell."""
    return None if grant is None else Grant(grant["join"], grant["publish"], grant["streamIds"])


def spelled(found: Pass) -> Json:
    """Spell a pass as the vectors do."""
    streams = found.grant.stream_ids
    claimed = found.claimed
    return {
        "trust": found.trust,
        "appId": found.app_id,
        "userId": found.user_id,
        "roomId": found.room_id,
        "userName": found.user_name,
        "grant": {
            "join": found.grant.join,
            "publish": found.grant.publish,
            "streamIds": None if streams is None else list(streams),
        },
        "issuedAt": found.issued_at,
        "expiresAt": found.expires_at,
        "tid": found.tid,
        "kid": found.kid,
        "format": found.format,
        "payload": found.payload,
        "ext": found.ext,
        "claimed": None if claimed is None else {"roomId": claimed.room_id, "userName": claimed.user_name},
    }


if __name__ == "__main__":
    main()
