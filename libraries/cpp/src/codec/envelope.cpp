#include "envelope.hpp"

#include "roompass/errors.hpp"

namespace roompass {
namespace detail {
namespace {

bool readCbc(const Bytes& raw, const Reading& reading, Envelope& envelope) {
    const std::size_t length = readU16(&raw[cbcHeader - 2]);
    envelope.format = Format::Cbc;
    envelope.iv = View(&raw[10], blockSize);
    envelope.ciphertext = View(raw.data() + cbcHeader, raw.size() - cbcHeader);
    return reading.cbc.holds(length) && length % blockSize == 0 && raw.size() == cbcHeader + length;
}

bool readGcm(const Bytes& raw, const Reading& reading, Envelope& envelope) {
    const std::size_t length = readU16(&raw[gcmHeader - 2]);
    envelope.format = Format::Gcm;
    envelope.iv = View(&raw[10], gcmNonceSize);
    envelope.ciphertext = View(raw.data() + gcmHeader, raw.size() - gcmHeader - 1);
    return reading.gcm.holds(length) && raw.size() == gcmHeader + length + 1 && raw.back() == gcmMode;
}

/// Exactly two shapes: there is no "else CBC", and bytes left over are no matter of taste.
bool readForm(const Bytes& raw, const Reading& reading, Envelope& envelope) {
    if (!reading.raw.holds(raw.size())) return false;
    switch (readU16(&raw[8])) {
        case blockSize:
            return readCbc(raw, reading, envelope);
        case gcmNonceSize:
            return readGcm(raw, reading, envelope);
        default:
            return false;
    }
}

}  // namespace

Envelope readEnvelope(const Bytes& raw, const Reading& reading) {
    Envelope envelope;
    if (!readForm(raw, reading, envelope)) throw KitTokenError(Code::TokenEnvelope);
    envelope.expire = readI64(raw.data());
    if (envelope.expire < 1 || envelope.expire > lastSecond) throw KitTokenError(Code::TokenEnvelope, "expire");
    return envelope;
}

Bytes newEnvelope(std::int64_t expire, View iv, std::size_t length) {
    Bytes raw;
    raw.reserve(cbcHeader + length + 1);
    appendI64(raw, expire);
    appendU16(raw, iv.size);
    append(raw, iv);
    appendU16(raw, length);
    return raw;
}

}  // namespace detail
}  // namespace roompass
