// The one error of tokens. A call that is wrong is a std::invalid_argument that names the argument.
#ifndef ROOMPASS_ERRORS_HPP
#define ROOMPASS_ERRORS_HPP

#include <stdexcept>

#include "roompass/code.hpp"

namespace roompass {

/// Says that a token was refused, for programs, logs and people who help. It holds no part of the token.
///
///     try { roompass::verify(kitToken, keys); }
///     catch (const roompass::KitTokenError& refusal) { std::clog << refusal.what() << '\n'; }
class KitTokenError : public std::runtime_error {
  public:
    /// `claim` points to a text that lives for ever, or is "".
    explicit KitTokenError(Code code, const char* claim = "");
    KitTokenError(const KitTokenError&) = default;
    KitTokenError& operator=(const KitTokenError&) = default;
    ~KitTokenError() override;

    Code code() const noexcept { return code_; }
    /// The field that broke the rule, in the spelling of the format ("user_id", "roomID"), where one field did; else
    /// "".
    const char* claim() const noexcept { return claim_; }

  private:
    Code code_;
    const char* claim_;
};

}  // namespace roompass

#endif
