package roompass

// Tokens per second, next to the plain loops of bench_plain_test.go.

import (
	"strings"
	"testing"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

const benchPayload = `{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}`

func perSecond(b *testing.B, run func() error) {
	b.ReportAllocs()
	start := time.Now()
	for i := 0; i < b.N; i++ {
		if err := run(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "tokens/s")
}

func BenchmarkPlainCBCMint(b *testing.B)    { plainly(b, plainMint) }
func BenchmarkPlainSealedMint(b *testing.B) { plainly(b, plainSealedMint) }
func BenchmarkPlainSignedMint(b *testing.B) { plainly(b, plainSignedMint) }

func plainly(b *testing.B, mint func() string) {
	perSecond(b, func() error { mint(); return nil })
}

func BenchmarkPlainCBCOpen(b *testing.B) {
	token := plainMint()
	perSecond(b, func() error { _, err := plainOpen(token); return err })
}

func BenchmarkPlainSealedOpen(b *testing.B) {
	token := plainSealedMint()
	perSecond(b, func() error { _, err := plainSealedOpen(token); return err })
}

func BenchmarkPlainSignedOpen(b *testing.B) {
	token := plainSignedMint()
	perSecond(b, func() error { _, err := plainSignedOpen(token); return err })
}

func BenchmarkMint(b *testing.B) {
	keys, input := keyring(b), person()
	input.Grant = &Grant{Join: true, Publish: true}
	perSecond(b, func() error { _, err := Mint(input, keys, nil); return err })
}

func BenchmarkMintToken04(b *testing.B) {
	keys, input := keyring(b), Token04Input{UserID: "ada", Payload: benchPayload, ExpiresIn: time.Hour}
	perSecond(b, func() error { _, err := MintToken04(input, keys, nil); return err })
}

func BenchmarkVerify(b *testing.B) {
	keys, input := keyring(b), person()
	input.Grant = &Grant{Join: true, Publish: true}
	token := mustMint(b, input, keys)
	perSecond(b, func() error { _, err := Verify(token, keys, verifying); return err })
}

func BenchmarkVerifyToken04(b *testing.B) {
	keys := keyring(b)
	input := Token04Input{UserID: "ada", Payload: benchPayload, ExpiresIn: time.Hour}
	token, err := MintToken04(input, keys, minting)
	if err != nil {
		b.Fatal(err)
	}
	perSecond(b, func() error { _, err := VerifyToken04(token, keys, verifying); return err })
}

// BenchmarkRefuse has what must cost the same: nobody may tell by the time why a token does not open.
func BenchmarkRefuse(b *testing.B) {
	keys := keyring(b)
	claims := strings.Repeat("x", 143)
	for name, plaintext := range map[string]string{"JSON": claims, "UTF-8": claims[1:] + "\xff"} {
		raw := keys.all.active.Seal(sealed.CBC, testNow.Unix()+60, []byte(plaintext))
		b.Run(name, func(b *testing.B) { refuseAll(b, raw, keys) })
	}
	raw := keys.all.active.Seal(sealed.CBC, testNow.Unix()+60, []byte(claims))
	raw[len(raw)-1] ^= 1
	b.Run("padding", func(b *testing.B) { refuseAll(b, raw, keys) })
}

func refuseAll(b *testing.B, raw []byte, keys *Keyring) {
	token := sealed.EncodeText(raw)
	perSecond(b, func() error {
		if _, err := VerifyToken04(token, keys, verifying); err == nil {
			b.Fatal("it was taken")
		}
		return nil
	})
}
