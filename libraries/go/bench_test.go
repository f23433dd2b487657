package roompass

// Tokens per second, next to what the platform itself needs for a token without any proof: the claims through
// encoding/json, a fresh AES-CBC cipher under a random IV, base64.

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/roompass/roompass/libraries/go/internal/sealed"
)

type plainClaims struct {
	AppID   uint32 `json:"app_id"`
	UserID  string `json:"user_id"`
	Nonce   uint32 `json:"nonce"`
	CTime   int64  `json:"ctime"`
	Expire  int64  `json:"expire"`
	Payload string `json:"payload"`
}

const benchPayload = `{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}`

func plainMint() string {
	random := make([]byte, 4+aes.BlockSize)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	nonce, iv := binary.BigEndian.Uint32(random)>>1, random[4:]
	now := time.Now().Unix()
	plaintext, err := json.Marshal(plainClaims{testApp, "ada", nonce, now, now + 3600, benchPayload})
	if err != nil {
		panic(err)
	}
	k := aes.BlockSize - len(plaintext)%aes.BlockSize
	plaintext = append(plaintext, bytes.Repeat([]byte{byte(k)}, k)...)
	block, err := aes.NewCipher([]byte(testSecret))
	if err != nil {
		panic(err)
	}
	raw := make([]byte, 28+len(plaintext))
	binary.BigEndian.PutUint64(raw, uint64(now+3600))
	binary.BigEndian.PutUint16(raw[8:], aes.BlockSize)
	copy(raw[10:], iv)
	binary.BigEndian.PutUint16(raw[26:], uint16(len(plaintext)))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(raw[28:], plaintext)
	return "04" + base64.StdEncoding.EncodeToString(raw)
}

func plainVerify(token string) (plainClaims, error) {
	var claims plainClaims
	raw, err := base64.StdEncoding.DecodeString(token[2:])
	if err != nil {
		return claims, err
	}
	block, err := aes.NewCipher([]byte(testSecret))
	if err != nil {
		return claims, err
	}
	plaintext := make([]byte, len(raw)-28)
	cipher.NewCBCDecrypter(block, raw[10:26]).CryptBlocks(plaintext, raw[28:])
	plaintext = plaintext[:len(plaintext)-int(plaintext[len(plaintext)-1])]
	return claims, json.Unmarshal(plaintext, &claims)
}

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

func BenchmarkPlainCBCMint(b *testing.B) {
	perSecond(b, func() error { plainMint(); return nil })
}

func BenchmarkPlainCBCOpen(b *testing.B) {
	token := plainMint()
	perSecond(b, func() error { _, err := plainVerify(token); return err })
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
