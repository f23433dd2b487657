// The files of spec/, read when the tests start, and what their words are here.
#ifndef ROOMPASS_TESTS_VECTORS_HPP
#define ROOMPASS_TESTS_VECTORS_HPP

#include <functional>
#include <string>

#include "codec/json.hpp"
#include "roompass/token.hpp"

namespace roompass {
namespace testing_ {

using detail::JsonKind;
using detail::JsonValue;

/// The document of a file; it lives as long as the program. Aborts when it cannot be read.
JsonValue readJsonFile(const std::string& path);
/// That of spec/vectors/<name>.json.
JsonValue readVectors(const std::string& name);

/// Makes one test of each vector, with its id for a name: V-001 becomes V_001.
void registerVectors(const char* suite, const std::string& file, std::function<void(const JsonValue&)> test);

/// Whether the types of this language rule a vector out.
bool isNotText(const JsonValue& vector);

Trust trustOf(const std::string& word);
Keyring keyringOf(const JsonValue& entries);
VerifyOptions optionsOf(const JsonValue& options);
/// Nothing for null.
Optional<Grant> grantOf(const JsonValue& grant);

/// Registers the tests of every file.
void registerVerifyVectors();
void registerMintVectors();
void registerDiagnosisVectors();

}  // namespace testing_
}  // namespace roompass

#endif
