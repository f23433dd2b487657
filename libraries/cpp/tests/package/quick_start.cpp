// What the README shows, from the installed package.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

#include <roompass/token.hpp>

int main() {
    const roompass::Keyring keys({{1234567890, std::getenv("ROOMPASS_SERVER_SECRET")}});
    roompass::MintInput input;
    input.userId = "ada";
    input.roomId = "lobby";
    input.userName = "Ada";
    input.grant = roompass::Grant(true, true);  // may join, may publish
    input.expiresIn = std::chrono::hours(1);
    const std::string kitToken = roompass::mint(input, keys);
    const roompass::Pass pass = roompass::verify(kitToken, keys);  // what it gives is proved
    std::cout << pass.userName << " is in " << pass.roomId << '\n';

    try {
        roompass::verify(kitToken, keys);
    } catch (const roompass::KitTokenError& refusal) {
        std::clog << toString(refusal.code()) << ": " << messageOf(refusal.code()) << ' ' << fixOf(refusal.code())
                  << '\n';
    }

    for (const roompass::Problem& problem : roompass::inspect(kitToken, keys).problems)
        std::cout << toString(problem.code) << ": " << problem.message << ' ' << problem.fix << '\n';
    return 0;
}
