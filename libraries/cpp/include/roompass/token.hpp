// Kit Tokens of ZEGOCLOUD's format: mint, verify, inspect and read them. All of the library in one header; the official
// generator under its own name is in zego/ZegoServerAssistant.h.
#ifndef ROOMPASS_TOKEN_HPP
#define ROOMPASS_TOKEN_HPP

#include "roompass/code.hpp"
#include "roompass/errors.hpp"
#include "roompass/grant.hpp"
#include "roompass/inspect.hpp"
#include "roompass/keyring.hpp"
#include "roompass/mint.hpp"
#include "roompass/names.hpp"
#include "roompass/optional.hpp"
#include "roompass/pass.hpp"
#include "roompass/read.hpp"
#include "roompass/report.hpp"
#include "roompass/trust.hpp"
#include "roompass/verify.hpp"

#endif
