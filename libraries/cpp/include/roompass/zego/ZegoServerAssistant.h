// ZEGOCLOUD's generator under its own name, with the same arguments, results and error codes: a program links another
// library and changes nothing. What it makes is sealed, so that roompass::verifyToken04 can tell it from what others
// made.
#ifndef ROOMPASS_ZEGO_SERVER_ASSISTANT_H
#define ROOMPASS_ZEGO_SERVER_ASSISTANT_H

// The official header includes them, and programs may count on that.
#include <stdint.h>

#include <map>
#include <string>

#include "ZegoServerAssistantDefines.h"

namespace ZEGO {
namespace SERVER_ASSISTANT {

class ZegoServerAssistant {
  public:
    /// Makes a Token04 for a user of an app. Any number of threads may call it.
    ///
    /// The secret is 32 printable ASCII characters, as they are. The payload is "" or JSON of room_id, privilege and
    /// stream_id_list; its form is not looked at, which the official generator does not do either. Arguments are
    /// checked in the order in which they stand.
    static ZegoToken04Result GenerateToken04(uint32_t appID, const std::string& userID, const std::string& secret,
                                             int64_t effectiveTimeInSeconds, const std::string& payload);
};

}  // namespace SERVER_ASSISTANT
}  // namespace ZEGO

#endif
