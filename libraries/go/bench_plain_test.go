package roompass

// What somebody writes by hand with the standard library, and without a check. plainMint and plainOpen encrypt and
// decrypt alone, and read who it is for until when. The others do the work of sealed and signed tokens: an HMAC for the
// seal, one for the signature, and the suffix. The secret itself is the key of the HMACs, which costs the same.

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"
)

type plainClaims struct {
	AppID   uint32 `json:"app_id"`
	UserID  string `json:"user_id"`
	Nonce   uint32 `json:"nonce"`
	CTime   int64  `json:"ctime"`
	Expire  int64  `json:"expire"`
	Payload string `json:"payload"`
}

type plainPayload struct {
	RoomID    string         `json:"room_id"`
	Privilege map[string]int `json:"privilege"`
	Streams   []string       `json:"stream_id_list"`
}

type plainSuffix struct {
	UserID   string `json:"userID"`
	RoomID   string `json:"roomID"`
	UserName string `json:"userName"`
	AppID    uint32 `json:"appID"`
	Sig      string `json:"sig"`
}

var errPlain = errors.New("it is not what was minted")

func plainMint() string {
	random := plainRandom(4 + aes.BlockSize)
	now := time.Now().Unix()
	return "04" + base64.StdEncoding.EncodeToString(plainEncrypt(plainText(random, now), random[4:], now))
}

func plainOpen(token string) (plainClaims, error) {
	raw, err := base64.StdEncoding.DecodeString(token[2:])
	if err != nil {
		return plainClaims{}, err
	}
	return plainRead(plainDecrypt(raw))
}

func plainSealedMint() string {
	return "04" + base64.StdEncoding.EncodeToString(plainSealed())
}

func plainSealedOpen(token string) (plainClaims, error) {
	raw, err := base64.StdEncoding.DecodeString(token[2:])
	if err != nil {
		return plainClaims{}, err
	}
	plaintext := plainDecrypt(raw)
	if !hmac.Equal(plainSeal(plaintext), raw[10:26]) {
		return plainClaims{}, errPlain
	}
	return plainRead(plaintext)
}

func plainSignedMint() string {
	raw := plainSealed()
	suffix := plainSuffix{UserID: "ada", RoomID: "lobby", UserName: url.PathEscape("Ada L."), AppID: testApp}
	suffix.Sig = plainSignature(raw, suffix)
	text, err := json.Marshal(suffix)
	if err != nil {
		panic(err)
	}
	return "04" + base64.StdEncoding.EncodeToString(raw) + "#" + base64.StdEncoding.EncodeToString(text)
}

func plainSignedOpen(kitToken string) (plainClaims, error) {
	at := strings.IndexByte(kitToken, '#')
	raw, err := base64.StdEncoding.DecodeString(kitToken[2:at])
	if err != nil {
		return plainClaims{}, err
	}
	text, err := base64.StdEncoding.DecodeString(kitToken[at+1:])
	if err != nil {
		return plainClaims{}, err
	}
	var suffix plainSuffix
	if err := json.Unmarshal(text, &suffix); err != nil {
		return plainClaims{}, err
	}
	if !hmac.Equal([]byte(plainSignature(raw, suffix)), []byte(suffix.Sig)) {
		return plainClaims{}, errPlain
	}
	if _, err := url.PathUnescape(suffix.UserName); err != nil {
		return plainClaims{}, err
	}
	claims, err := plainRead(plainDecrypt(raw))
	if err == nil && claims.UserID != suffix.UserID {
		err = errPlain
	}
	return claims, err
}

func plainText(random []byte, now int64) []byte {
	nonce := binary.BigEndian.Uint32(random) >> 1
	plaintext, err := json.Marshal(plainClaims{testApp, "ada", nonce, now, now + 3600, benchPayload})
	if err != nil {
		panic(err)
	}
	return plaintext
}

func plainRead(plaintext []byte) (plainClaims, error) {
	var claims plainClaims
	var payload plainPayload
	err := json.Unmarshal(plaintext, &claims)
	if err == nil {
		err = json.Unmarshal([]byte(claims.Payload), &payload)
	}
	if err == nil && (claims.Expire <= time.Now().Unix() || payload.RoomID == "") {
		err = errPlain
	}
	return claims, err
}

func plainSealed() []byte {
	now := time.Now().Unix()
	plaintext := plainText(plainRandom(4), now)
	return plainEncrypt(plaintext, plainSeal(plaintext), now)
}

func plainEncrypt(plaintext, iv []byte, now int64) []byte {
	k := aes.BlockSize - len(plaintext)%aes.BlockSize
	plaintext = append(plaintext, bytes.Repeat([]byte{byte(k)}, k)...)
	raw := make([]byte, 28+len(plaintext))
	binary.BigEndian.PutUint64(raw, uint64(now+3600))
	binary.BigEndian.PutUint16(raw[8:], aes.BlockSize)
	copy(raw[10:], iv)
	binary.BigEndian.PutUint16(raw[26:], uint16(len(plaintext)))
	cipher.NewCBCEncrypter(plainCipher(), iv).CryptBlocks(raw[28:], plaintext)
	return raw
}

func plainDecrypt(raw []byte) []byte {
	plaintext := make([]byte, len(raw)-28)
	cipher.NewCBCDecrypter(plainCipher(), raw[10:26]).CryptBlocks(plaintext, raw[28:])
	return plaintext[:len(plaintext)-int(plaintext[len(plaintext)-1])]
}

func plainCipher() cipher.Block {
	block, err := aes.NewCipher([]byte(testSecret))
	if err != nil {
		panic(err)
	}
	return block
}

func plainSeal(plaintext []byte) []byte {
	mac := hmac.New(sha256.New, []byte(testSecret))
	mac.Write(plaintext)
	return mac.Sum(nil)[:aes.BlockSize]
}

func plainSignature(raw []byte, suffix plainSuffix) string {
	mac := hmac.New(sha256.New, []byte(testSecret))
	mac.Write([]byte(suffix.UserID + "\x00" + suffix.RoomID + "\x00" + suffix.UserName + "\x00"))
	mac.Write(raw)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func plainRandom(length int) []byte {
	random := make([]byte, length)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	return random
}
