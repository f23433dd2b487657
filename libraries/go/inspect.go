package roompass

import (
	"strings"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

// Inspect explains a text that may be a token: what every layer holds, everything that is wrong with it, and what mends
// it. It is for people who help and for tools; whether someone may come in is Verify's answer alone. With keys the sealed
// part is opened and shown, so do not give the report to someone who may not see it; without them, nil, only the outside
// is looked at. Only wrong options are an error.
func Inspect(text string, keys *Keyring, options *VerifyOptions) (*Report, error) {
	t, err := readTerms(options)
	if err != nil {
		return nil, err
	}
	r := &Report{Kind: KindToken04}
	token04, suffixText := text, ""
	if at := strings.Index(text, separator); at >= 0 {
		r.Kind, token04, suffixText = KindKitToken, text[:at], text[at+1:]
	}
	r.Layers.Frame = &FrameLayer{len(text), head(token04, len(sealed.Prefix)), strings.Count(text, separator)}
	r.walk(token04, suffixText, keys, t)
	if keys != nil {
		// Whatever was found on the way: the last word is Verify's.
		r.note(refusalOf(text, r.Kind, keys, options, t.now))
	}
	r.OK = len(r.Problems) == 0
	return r, nil
}

func refusalOf(text string, kind Kind, keys *Keyring, options *VerifyOptions, now time.Time) error {
	same := VerifyOptions{}
	if options != nil {
		same = *options
	}
	same.Now = func() time.Time { return now }
	verify := VerifyToken04
	if kind == KindKitToken {
		verify = Verify
	}
	_, err := verify(text, keys, &same)
	return err
}

// walk goes through the layers with the functions of verifying, and goes on after a fault where it can.
func (r *Report) walk(token04, suffixText string, keys *Keyring, t *terms) {
	e := &evidence{terms: t}
	outside := r.readOutside(token04, e)
	if r.Kind == KindKitToken {
		var err error
		if e.suffix, err = readSuffix(suffixText, t.reading); err != nil {
			r.note(err)
			// Without the suffix its app is unknown, and no key may be tried.
			return
		}
		r.noteSuffix(e.suffix)
	}
	if outside && keys != nil {
		r.readInside(keys, e)
	}
}

func (r *Report) readOutside(token04 string, e *evidence) bool {
	var err error
	if e.raw, err = decodeToken04(token04, sealed.Official); err != nil {
		r.note(err)
		return false
	}
	if e.envelope, err = readEnvelope(e.raw, sealed.Official); err != nil {
		r.note(err)
		return false
	}
	expiry := time.Unix(e.envelope.Expire, 0).UTC()
	r.Layers.Envelope = &EnvelopeLayer{Format(e.envelope.Format), expiry, len(e.envelope.Ciphertext)}
	if e.terms.expired(e.envelope.Expire) {
		r.note(refuse(CodeTokenExpired, ""))
	}
	return true
}

func (r *Report) noteSuffix(s *suffix) {
	layer := &SuffixLayer{AppID: s.appID, UserID: s.userID, RoomID: s.roomID, UserName: s.userName, Ext: s.ext}
	if s.signature != nil {
		layer.SignedWith = s.signature.kid
	}
	r.Layers.Suffix = layer
}

func (r *Report) readInside(keys *Keyring, e *evidence) {
	appID := e.terms.appID
	if e.suffix != nil {
		appID = e.suffix.appID
	}
	candidates, err := keys.candidates(appID)
	if err != nil {
		r.note(err)
		return
	}
	if e.suffix != nil && e.suffix.signature != nil {
		// With a wrong signature it may still open: what is inside explains what was changed.
		signer, err := signerOf(candidates, e)
		r.note(err)
		if err == nil {
			candidates, e.signed = []*appKey{signer}, true
		}
	}
	key, opened, err := open(candidates, e)
	if err != nil {
		r.note(err)
		return
	}
	r.Layers.Key = &KeyInfo{key.AppID, key.ID, key.state, key.weak}
	r.Layers.Trust = trustOf(key, opened, e)
	r.readClaims(key, opened, e)
}

func (r *Report) readClaims(key *appKey, opened sealed.Opened, e *evidence) {
	claims, err := readClaims(opened.Claims)
	if err != nil {
		r.note(err)
		return
	}
	r.Layers.Claims = &ClaimsLayer{
		AppID: claims.AppID, UserID: claims.UserID, Nonce: claims.Nonce, Payload: claims.Payload,
		IssuedAt: time.Unix(claims.Issued, 0).UTC(), ExpiresAt: time.Unix(claims.Expires, 0).UTC(),
	}
	for _, conflict := range conflicts(claims, e.envelope, key, e.suffix, e.terms) {
		r.note(conflict)
	}
	payload, err := readPayload(claims.Payload, r.Layers.Trust != Bare, e.terms.reading)
	if err == nil {
		err = checkRoom(payload, r.Layers.Trust, e.suffix, e.terms)
	}
	r.note(err)
	if r.Layers.Trust.rank() < e.terms.accept.rank() {
		r.note(refuse(CodeTrustTooLow, ""))
	}
}

// head gives at most n bytes.
func head(text string, n int) string {
	if len(text) < n {
		return text
	}
	return text[:n]
}
