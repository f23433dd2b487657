#include "aes.hpp"

#include <openssl/err.h>

#include "../codec/padding.hpp"

namespace roompass {
namespace detail {
namespace {

const EVP_CIPHER* cbcOf(View key) { return key.size == 16 ? EVP_aes_128_cbc() : EVP_aes_256_cbc(); }
const EVP_CIPHER* gcmOf(View key) { return key.size == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm(); }

/// Runs whole blocks, or any bytes of GCM, through a cipher. `in` and `out` may be the same.
void run(const CipherPool::Lease& cipher, View in, Byte* out) {
    int length = 0;
    need(EVP_CipherUpdate(cipher.get(), out, &length, in.data, static_cast<int>(in.size)) == 1);
    need(static_cast<std::size_t>(length) == in.size);
}

bool finish(const CipherPool::Lease& cipher) {
    Byte rest[blockSize];
    int length = 0;
    return EVP_CipherFinal_ex(cipher.get(), rest, &length) == 1 && length == 0;
}

}  // namespace

const char* const unreadablePlaintext =
    R"({"app_id":1,"user_id":"nobody","nonce":1,"ctime":1,"expire":2,"payload":""})";

Aes::Aes(View key)
    : key_(key),
      cbcEncryptors_(cbcOf(key), Direction::Encrypt),
      cbcDecryptors_(cbcOf(key), Direction::Decrypt),
      gcmEncryptors_(gcmOf(key), Direction::Encrypt),
      gcmDecryptors_(gcmOf(key), Direction::Decrypt) {}

Bytes Aes::sealCbc(std::int64_t expire, View iv, const std::string& plaintext) const {
    Bytes raw = newEnvelope(expire, iv, paddedLength(plaintext.size()));
    append(raw, plaintext);
    appendPadding(raw, plaintext.size());
    const CipherPool::Lease cipher(cbcEncryptors_, key(), iv);
    Byte* const blocks = raw.data() + cbcHeader;
    run(cipher, View(blocks, raw.size() - cbcHeader), blocks);
    need(finish(cipher));
    return raw;
}

Bytes Aes::sealGcm(std::int64_t expire, View nonce, const std::string& plaintext) const {
    Bytes raw = newEnvelope(expire, nonce, plaintext.size() + gcmTagSize);
    raw.resize(gcmHeader + plaintext.size() + gcmTagSize + 1);
    const CipherPool::Lease cipher(gcmEncryptors_, key(), nonce);
    run(cipher, plaintext, raw.data() + gcmHeader);
    need(finish(cipher));
    need(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(gcmTagSize),
                             raw.data() + gcmHeader + plaintext.size()) == 1);
    raw.back() = gcmMode;
    return raw;
}

bool Aes::decrypt(const Envelope& envelope, std::string& plaintext) const {
    return envelope.format == Format::Cbc ? decryptCbc(envelope, plaintext) : decryptGcm(envelope, plaintext);
}

bool Aes::decryptCbc(const Envelope& envelope, std::string& plaintext) const {
    Bytes blocks(envelope.ciphertext.size);
    const CipherPool::Lease cipher(cbcDecryptors_, key(), envelope.iv);
    run(cipher, envelope.ciphertext, blocks.data());
    need(finish(cipher));
    std::size_t end = 0;
    const bool right = unpad(blocks, end);
    plaintext.assign(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(end));
    return right;
}

bool Aes::decryptGcm(const Envelope& envelope, std::string& plaintext) const {
    const View sealed(envelope.ciphertext.data, envelope.ciphertext.size - gcmTagSize);
    Bytes tag(sealed.data + sealed.size, sealed.data + envelope.ciphertext.size);
    Bytes opened(sealed.size);
    const CipherPool::Lease cipher(gcmDecryptors_, key(), envelope.iv);
    run(cipher, sealed, opened.data());
    need(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(gcmTagSize), tag.data()) == 1);
    // A wrong tag is no error of the application's, whose queue of errors stays as it was.
    ERR_set_mark();
    const bool right = finish(cipher);
    ERR_pop_to_mark();
    if (right) {
        plaintext.assign(opened.begin(), opened.end());
    } else {
        plaintext = unreadablePlaintext;
    }
    return right;
}

}  // namespace detail
}  // namespace roompass
