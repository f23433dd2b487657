package roompass

// A walk through the layers of one token that goes on after a fault, with the very functions of verifying.

import (
	"strings"

	"github.com/roompass/roompass/libraries/go/internal/jsontext"
	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

type walk struct {
	// keys are nil where only the outside is looked at.
	keys *Keyring
	evidence
	layers             Layers
	problems, warnings findings
}

func (w *walk) through(text string) {
	token04, suffixText, hasSuffix := text, "", false
	if at := strings.Index(text, separator); at >= 0 {
		token04, suffixText, hasSuffix = text[:at], text[at+len(separator):], true
	}
	prefix := token04
	if len(prefix) > len(sealed.Prefix) {
		prefix = prefix[:len(sealed.Prefix)]
	}
	w.layers.Frame = &FrameLayer{len(text), prefix, strings.Count(text, separator)}
	decoded := w.lookOutside(token04)
	// Without the suffix of a Kit Token its app is unknown, and no key may be tried.
	readable := !hasSuffix || w.lookAtSuffix(suffixText)
	if decoded && readable && w.keys != nil {
		w.lookInside()
	}
	w.noteIV()
}

// lookOutside is false where nothing is left to decrypt.
func (w *walk) lookOutside(token04 string) bool {
	var err error
	if w.raw, err = decodeToken04(token04, sealed.Official); err == nil {
		w.envelope, err = readEnvelope(w.raw, sealed.Official)
	}
	if err != nil {
		// Too long a token is decoded all the same, to see why it is. Where there is none, nothing of it can be cut off.
		if raw, ok := sealed.DecodeBase64(token04[len(w.layers.Frame.Prefix):]); ok && token04 != "" {
			w.problems.add(envelopeFault(raw))
		}
		w.problems.refused(err)
		return false
	}
	w.layers.Envelope = &EnvelopeLayer{
		Format: Format(w.envelope.Format), ExpiresAt: timeOf(w.envelope.Expire),
		CiphertextLength: len(w.envelope.Ciphertext), IVLooks: ivLooksOf(w.envelope.IV),
	}
	w.layers.Generators = generatorsByIV(w.envelope)
	if w.terms.expired(w.envelope.Expire) {
		w.problems.add(finding{CodeTokenExpired, sinceExpiry(w.envelope.Expire, &w.terms)})
	}
	return true
}

func (w *walk) lookAtSuffix(text string) bool {
	s, err := readSuffix(text, w.terms.reading)
	if err != nil {
		if err.(*KitTokenError).Code == CodeSuffixMalformed {
			w.problems.add(suffixFault(text))
		}
		w.problems.refused(err)
		return false
	}
	w.suffix = s
	layer := &SuffixLayer{AppID: s.appID, UserID: s.userID, RoomID: s.roomID, UserName: s.userName, Ext: s.ext}
	if s.signature != nil {
		layer.SignedWith = s.signature.kid
	} else {
		w.warnings.note(CodeSuffixUnproven)
	}
	w.layers.Suffix = layer
	return true
}

func (w *walk) lookInside() {
	candidates, err := w.candidates()
	if err != nil {
		w.problems.refused(err)
		return
	}
	// Under a right signature the seal proves nothing more, but it tells who made the token.
	key, opened, err := open(candidates, w.envelope, false)
	if err != nil {
		if err.(*KitTokenError).Code != CodeTokenEnvelope {
			w.problems.add(keyFault(w.envelope, candidates, w.keys.all))
		}
		w.problems.refused(err)
		return
	}
	trust := trustOf(key, opened, &w.evidence)
	w.layers.Key, w.layers.Trust = key.info(), trust
	if key.weak {
		w.warnings.note(CodeSecretWeak)
	}
	w.guessGenerator(opened)
	claims, err := readClaims(opened.Claims)
	w.problems.refused(err)
	if err == nil {
		w.checkClaims(claims, key, trust)
	}
	if trust.rank() < w.terms.accept.rank() {
		w.problems.note(CodeTrustTooLow)
	}
}

// candidates are the keys that Verify tries. With a wrong signature they are all of the app: the token may still open,
// and what is inside explains what was changed.
func (w *walk) candidates() ([]*appKey, error) {
	appID := w.terms.appID
	if w.suffix != nil {
		appID = w.suffix.appID
	}
	candidates, err := w.keys.candidates(appID)
	if err != nil || w.suffix == nil || w.suffix.signature == nil {
		return candidates, err
	}
	signer, err := signerOf(candidates, &w.evidence)
	if err != nil {
		w.problems.add(retiredFault(w.keys.all, func(key *appKey) bool { return key.ID == w.suffix.signature.kid }))
		w.problems.refused(err)
		return candidates, nil
	}
	w.signed = true
	return []*appKey{signer}, nil
}

// guessGenerator guesses better than by the IV alone.
func (w *walk) guessGenerator(opened sealed.Opened) {
	if opened.Sealed {
		w.layers.Generators = []Generator{GeneratorRoompass}
		return
	}
	claims := opened.Claims.Object
	if opened.Claims.Own != nil {
		// Others spell them as we do, and the order of their keys is of interest.
		document, _ := jsontext.Scan(opened.Plaintext, 1)
		claims = document.Object
	}
	w.layers.Generators = generatorsOf(claims, opened.Plaintext, w.envelope)
	if hasIVOfItsSecond(claims, w.envelope.IV) {
		w.warnings.note(CodeIVRepeated)
	}
}

// noteIV comes last: an IV of ours may look like any other.
func (w *walk) noteIV() {
	generators := w.layers.Generators
	if w.layers.Envelope != nil && w.layers.Envelope.IVLooks.weak() && !contains(generators, GeneratorRoompass) {
		w.warnings.add(finding{CodeIVWeak, "It looks like one of " + namesOf(generators) + "."})
	}
}

func (w *walk) checkClaims(claims *sealed.Claims, key *appKey, trust Trust) {
	w.layers.Claims = &ClaimsLayer{
		AppID: claims.AppID, UserID: claims.UserID, Nonce: claims.Nonce, Payload: claims.Payload,
		IssuedAt: timeOf(claims.Issued), ExpiresAt: timeOf(claims.Expires),
	}
	w.checkConsistency(claims, key)
	payload, err := readPayload(claims.Payload, trust != Bare, w.terms.reading)
	if err == nil {
		err = checkRoom(payload, trust, w.suffix, &w.terms)
	}
	w.problems.refused(err)
	// What would be refused by default in a proven token is worth knowing where it is not.
	if trust == Bare || w.terms.reading.Official {
		_, err := readPayload(claims.Payload, true, sealed.Own)
		w.warnings.refused(err)
	}
}
