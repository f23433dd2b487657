#include "payload.hpp"

#include <gtest/gtest.h>

#include "people.hpp"

namespace roompass {
namespace testing_ {
namespace {

using detail::officialReading;
using detail::ownReading;
using detail::readPayload;

/// "join publish room" of what a payload grants, or the code and the claim with which it is refused.
std::string meaningOf(const std::string& payload, bool isProven, const detail::Reading& reading) {
    try {
        const detail::PayloadFacts facts = readPayload(payload, isProven, reading);
        return std::string(facts.grant.join ? "join " : "") + (facts.grant.publish ? "publish " : "") + facts.roomId;
    } catch (const KitTokenError& refusal) {
        return std::string(toString(refusal.code())) + " " + refusal.claim();
    }
}

TEST(Payload, that_is_documented_means_the_same_to_all) {
    const char* const cases[][2] = {
        {"", "join publish "},
        {"{}", "join publish "},
        {R"({"room_id":"lobby"})", "join publish lobby"},
        {R"({"room_id":"","privilege":{"1":1,"2":0},"stream_id_list":null})", "join "},
        {R"({"privilege":{"1":1}})", "join "},
        {R"({"privilege":{}})", ""},
        {R"( {"privilege" : {"2":1} , "x-seat":[[1]]} )", "publish "},
        {R"({"x-a":null,"room_id":"r"})", "join publish r"},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(meaningOf(one[0], true, ownReading), one[1]) << one[0];
        EXPECT_EQ(meaningOf(one[0], true, officialReading), one[1]) << one[0];
        EXPECT_EQ(meaningOf(one[0], false, ownReading), one[1]) << one[0];
    }
}

TEST(Payload, of_another_shape_is_taken_in_official_reading_alone) {
    const char* const cases[][3] = {
        {R"({"demoPayload": ""})", "payload_invalid ", "join publish "},
        {R"({"room_id":null})", "payload_invalid room_id", "join publish "},
        {R"({"privilege":null})", "payload_invalid privilege", "join publish "},
        {R"({"privilege":{"1":1,"2":2}})", "payload_invalid privilege", "join "},
        {R"({"privilege":{"1":true}})", "payload_invalid privilege", ""},
        {R"({"privilege":{"1":1,"3":0}})", "payload_invalid privilege", "join "},
        {R"({"privilege":{"1":1.0}})", "payload_invalid privilege", ""},
        {R"({"privilege":[]})", "payload_invalid privilege", ""},
        {R"({"room_id":7})", "payload_invalid room_id", ""},
        {R"({"stream_id_list":{}})", "payload_invalid stream_id_list", ""},
        {R"({"stream_id_list":[7]})", "payload_invalid stream_id_list", ""},
        {R"({"room_id":"a","room_id":"b"})", "payload_invalid ", ""},
        {R"({"x-a":"\ud800"})", "payload_invalid ", ""},
        {R"({"x-a":[[[]]]})", "payload_invalid ", ""},
        {"no JSON", "payload_invalid ", ""},
    };
    for (const auto& one : cases) {
        EXPECT_EQ(meaningOf(one[0], true, ownReading), one[1]) << one[0];
        EXPECT_EQ(meaningOf(one[0], true, officialReading), one[2]) << one[0];
        EXPECT_EQ(meaningOf(one[0], false, ownReading), one[2]) << one[0];
    }
}

TEST(Payload, that_is_no_text_is_refused_by_all) {
    for (const bool isProven : {true, false}) {
        EXPECT_EQ(meaningOf("\xff", isProven, officialReading), "payload_invalid ");
    }
}

TEST(Payload, that_is_proven_names_a_room_that_can_be_entered) {
    const std::string payload = R"({"room_id":"a b"})";
    EXPECT_EQ(meaningOf(payload, true, ownReading), "room_id_invalid room_id");
    EXPECT_EQ(meaningOf(payload, true, officialReading), "room_id_invalid room_id");
    EXPECT_EQ(meaningOf(payload, false, officialReading), "join publish a b");
}

TEST(Payload, has_bounds) {
    const auto padded = [](std::size_t size) { return "{\"x-a\":\"" + std::string(size - 10, 'a') + "\"}"; };
    EXPECT_EQ(meaningOf(padded(1024), true, ownReading), "join publish ");
    EXPECT_EQ(meaningOf(padded(1025), true, ownReading), "payload_invalid ");
    EXPECT_EQ(meaningOf(padded(30000), true, officialReading), "join publish ");
    const auto streams = [](int count, std::size_t size) {
        std::string list;
        for (int i = 0; i < count; i++) list += (i == 0 ? "\"" : ",\"") + std::string(size, 's') + "\"";
        return "{\"stream_id_list\":[" + list + "]}";
    };
    EXPECT_EQ(readPayload(streams(100, 1), true, ownReading).grant.streamIds->size(), 100U);
    EXPECT_EQ(meaningOf(streams(101, 1), true, ownReading), "payload_invalid stream_id_list");
    EXPECT_EQ(meaningOf(streams(1, 256), true, ownReading), "join publish ");
    EXPECT_EQ(meaningOf(streams(1, 257), true, ownReading), "payload_invalid stream_id_list");
}

TEST(Payload, of_no_streams_allows_any) {
    EXPECT_FALSE(readPayload(R"({"stream_id_list":[]})", true, ownReading).grant.streamIds);
    EXPECT_FALSE(readPayload(R"({"stream_id_list":null})", true, ownReading).grant.streamIds);
}

}  // namespace
}  // namespace testing_
}  // namespace roompass
