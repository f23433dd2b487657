package sealed

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"errors"
	"strings"
	"testing"
)

const secret = "Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6"

func TestUnpadTakesExactlyPKCS7(t *testing.T) {
	for last := 0; last < 256; last++ {
		for wrong := -1; wrong < 16; wrong++ {
			blocks := bytes.Repeat([]byte{byte(last)}, 32)
			if wrong >= 0 {
				blocks[31-wrong] ^= 0x80
			}
			k := int(blocks[31])
			want := k >= 1 && k <= 16
			for i := 1; want && i <= k; i++ {
				want = int(blocks[32-i]) == k
			}
			end, right := unpad(blocks)
			if right != want || right && end != 32-k || !right && end != 31 {
				t.Fatalf("%x: %d, %t; want %t", blocks, end, right, want)
			}
		}
	}
}

func TestWhatIsSealedOpensAndEveryChangeIsSeen(t *testing.T) {
	key := NewKey(1, secret)
	for _, format := range []Format{CBC, GCM} {
		for length := 0; length < 17; length++ {
			claims := &Claims{UserID: "ada", Nonce: 7, Issued: 1, Expires: 2, Payload: strings.Repeat("p", length)}
			raw, _ := key.Mint(claims, format, MaxPlaintext)
			envelope, ok := ParseEnvelope(raw, Own)
			opened, opens := key.Open(envelope, false)
			if !ok || !opens || !opened.Sealed || opened.Claims.Own.Payload != claims.Payload {
				t.Fatalf("%s of %d: %t, %t, %+v", format, length, ok, opens, opened)
			}
			for at := 10; at < len(raw); at++ {
				raw[at] ^= 1
				if changed, ok := ParseEnvelope(raw, Own); ok {
					if opened, opens := key.Open(changed, false); opens && opened.Sealed {
						t.Fatalf("%s of %d: byte %d can be changed", format, length, at)
					}
				}
				raw[at] ^= 1
			}
		}
	}
}

// A chain that goes on must give what a new one gives: only in the second token could it differ.
func TestOneTokenAfterTheOtherIsWhatANewCBCGives(t *testing.T) {
	key := NewKey(1, secret)
	block, err := aes.NewCipher([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	for length := 60; length < 200; length++ {
		plaintext := bytes.Repeat([]byte{'a' + byte(length%26)}, length)
		raw := key.Seal(CBC, 1, plaintext)
		envelope, _ := ParseEnvelope(raw, Own)
		want := appendPadding(append([]byte(nil), plaintext...), length)
		cipher.NewCBCEncrypter(block, envelope.IV).CryptBlocks(want, want)
		if !bytes.Equal(envelope.Ciphertext, want) {
			t.Fatalf("%d bytes: got %x, want %x", length, envelope.Ciphertext, want)
		}
		if text, fits := key.Plaintext(envelope); !fits || text != string(plaintext) {
			t.Fatalf("%d bytes became %x, %t", length, text, fits)
		}
	}
}

func TestACiphertextOfBrokenBlocksIsNoEnvelope(t *testing.T) {
	for length := 64; length <= 96; length++ {
		raw := append(newEnvelope(cbcForm, 1, make([]byte, blockSize), length), make([]byte, length)...)
		if _, ok := ParseEnvelope(raw, Own); ok != (length%blockSize == 0) {
			t.Errorf("%d bytes: %t", length, ok)
		}
	}
}

func TestTheExpiryOutsideIsReadAsSigned(t *testing.T) {
	for _, expire := range []int64{1, -1, LastSecond, 1 << 62, -1 << 63} {
		raw := NewKey(1, secret).Seal(CBC, expire, bytes.Repeat([]byte("x"), 64))
		if envelope, ok := ParseEnvelope(raw, Own); !ok || envelope.Expire != expire {
			t.Errorf("%d is read as %d, %t", expire, envelope.Expire, ok)
		}
	}
}

func TestMintRefusesWhatIsTooLong(t *testing.T) {
	key := NewKey(1, secret)
	claims := &Claims{AppID: 1, UserID: "ada", Nonce: 7, Issued: 1, Expires: 2}
	around := len(claims.AppendJSON(nil))
	for _, reading := range []*Reading{Own, Official} {
		max := MaxPlaintext
		if reading.Official {
			max = MaxOfficialPlaintext
		}
		for _, format := range []Format{CBC, GCM} {
			claims.Payload = strings.Repeat("p", max-around)
			raw, ok := key.Mint(claims, format, max)
			if _, parses := ParseEnvelope(raw, reading); !ok || !parses || !reading.Token04.Holds(len(EncodeText(raw))) {
				t.Errorf("%s of %d bytes: %t, %t", format, max, ok, parses)
			}
			claims.Payload += "p"
			if _, ok := key.Mint(claims, format, max); ok {
				t.Errorf("%s of %d bytes was minted", format, max+1)
			}
		}
	}
}

func TestNonceHasThirtyOneBits(t *testing.T) {
	nonce, err := Nonce(bytes.NewReader([]byte{0xff, 0xff, 0xff, 0xfe}))
	if err != nil || nonce != 0x7ffffffe {
		t.Errorf("got %x, %v", nonce, err)
	}
	if _, err := Nonce(failing{}); err == nil {
		t.Error("a generator that fails gives a nonce")
	}
	one, _ := Nonce(nil)
	for i := 0; i < 5; i++ {
		if other, err := Nonce(nil); err != nil || other != one {
			return
		}
	}
	t.Errorf("the machine gives %x again and again", one)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("no entropy") }

func TestBase64HasOneSpelling(t *testing.T) {
	for _, text := range []string{"AA==\n", "\nAA==", "A\rA==", "AA", "AB==", "AAA", "AAB=", "AA=A", "A", "====", "AA-_", "AA== ", "AAAA===="} {
		if decoded, ok := DecodeBase64(text); ok {
			t.Errorf("%q is decoded as %x", text, decoded)
		}
	}
	for _, text := range []string{"", "AA==", "AAA=", "AAAA", "+/+/"} {
		if _, ok := DecodeBase64(text); !ok {
			t.Errorf("%q is refused", text)
		}
	}
}
