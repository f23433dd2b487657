using System;
using System.Collections.Generic;
using System.Threading;
using NUnit.Framework;
using Roompass.Codec;
using ZegoServerAssistant;

namespace Roompass.Tests
{
    /// <summary>The generator of ZEGOCLOUD's page under its own names.</summary>
    [TestFixture]
    public class ServerAssistantTests
    {
        private const string Payload =
            "{\"room_id\":\"lobby\",\"privilege\":{\"1\":1,\"2\":0},\"stream_id_list\":null}";

        [Test]
        public void gives_a_sealed_token_and_says_success()
        {
            GenerateTokenResult result =
                ServerAssistant.GenerateToken04(People.AppId, "ada", People.Secret, 3600, Payload);
            Assert.AreEqual(ErrorCode.success, result.errorInfo.errorCode);
            Assert.AreEqual("success", result.errorInfo.errorMessage);
            Pass pass = KitToken.VerifyToken04(result.token, People.Keys());
            Assert.AreEqual(Trust.Sealed, pass.Trust);
            Assert.AreEqual("lobby", pass.RoomId);
            Assert.AreEqual(TimeSpan.FromHours(1), pass.ExpiresAt - pass.IssuedAt);
        }

        [Test]
        public void gives_the_numbers_of_the_official_generator()
        {
            Assert.AreEqual(0, (int)ErrorCode.success);
            Refused(1, "appID invalid", 0, "ada", People.Secret, 1);
            Refused(3, "userID invalid", 1, null, People.Secret, 1);
            Refused(3, "userID invalid", 1, "", People.Secret, 1);
            Refused(3, "userID invalid", 1, "ad\u00e4", People.Secret, 1);
            Refused(5, "secret must be a 32 byte string", 1, "ada", null, 1);
            Refused(5, "secret must be a 32 byte string", 1, "ada", "short", 1);
            Refused(5, "secret must be a 32 byte string", 1, "ada", new string('\u00e9', 32), 1);
            Refused(6, "effectiveTimeInSeconds invalid", 1, "ada", People.Secret, 0);
            Refused(6, "effectiveTimeInSeconds invalid", 1, "ada", People.Secret, -1);
            Refused(6, "effectiveTimeInSeconds invalid", 1, "ada", People.Secret, long.MaxValue);
        }

        [Test]
        public void checks_in_the_order_of_the_official_generator()
        {
            Refused(1, "appID invalid", 0, null, null, 0);
            Refused(3, "userID invalid", 1, null, null, 0);
            Refused(5, "secret must be a 32 byte string", 1, "ada", null, 0);
        }

        private static void Refused(int code, string message, uint appId, string userId, string secret, long seconds)
        {
            GenerateTokenResult result = ServerAssistant.GenerateToken04(appId, userId, secret, seconds, "");
            Assert.AreEqual(code, (int)result.errorInfo.errorCode);
            Assert.AreEqual(message, result.errorInfo.errorMessage);
            Assert.IsNull(result.token);
        }

        [TestCase("")]
        [TestCase(null)]
        [TestCase("{\"demoPayload\": \"\"}")]
        [TestCase("no JSON at all")]
        public void takes_any_payload_as_the_official_generator_does(string payload)
        {
            string token = ServerAssistant.GenerateToken04(People.AppId, "ada", People.Secret, 3600, payload).token;
            VerifyOptions options = new VerifyOptions { Accept = Trust.Bare };
            Pass pass = KitToken.VerifyToken04(token, People.Keys(), options);
            Assert.AreEqual(payload ?? "", pass.Payload);
            Assert.AreEqual(Trust.Sealed, pass.Trust);
        }

        [Test]
        public void refuses_a_payload_that_would_break_the_token()
        {
            People.Wrong("payload", () => ServerAssistant.GenerateToken04(1, "ada", People.Secret, 1, "\ud800"));
            string longest = new string('p', 32600);
            string token = ServerAssistant.GenerateToken04(People.AppId, "ada", People.Secret, 60, longest).token;
            VerifyOptions options = new VerifyOptions { Accept = Trust.Bare };
            Assert.AreEqual(longest, KitToken.VerifyToken04(token, People.Keys(), options).Payload);
            string tooLong = new string('p', 32751);
            People.Wrong("payload", () => ServerAssistant.GenerateToken04(1, "ada", People.Secret, 60, tooLong));
        }

        [Test]
        public void takes_the_key_of_each_call_however_alike_the_last_was()
        {
            foreach (uint appId in new[] { 1u, 2u, 1u })
                foreach (string secret in new[] { People.Secret, People.OtherSecret })
                {
                    string token = ServerAssistant.GenerateToken04(appId, "ada", secret, 60, "").token;
                    Pass pass = KitToken.VerifyToken04(token, new Keyring(new Key(appId, secret)));
                    Assert.AreEqual(appId, pass.AppId);
                }
        }

        [Test]
        public void keeps_the_keys_of_threads_apart()
        {
            List<Thread> threads = new List<Thread>();
            int good = 0;
            for (uint app = 1; app <= 4; app++)
            {
                uint appId = app;
                string secret = People.Secret.Substring(1) + appId;
                threads.Add(new Thread(() =>
                                       {
                                           Keyring keys = new Keyring(new Key(appId, secret));
                                           for (int round = 0; round < 50; round++)
                                           {
                                               string token =
                                                   ServerAssistant.GenerateToken04(appId, "ada", secret, 60, "").token;
                                               if (KitToken.VerifyToken04(token, keys).AppId == appId)
                                                   Interlocked.Increment(ref good);
                                           }
                                       }));
            }
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
            Assert.AreEqual(200, good);
        }

        [Test]
        public void spells_the_claims_as_the_specification_does()
        {
            string token = ServerAssistant.GenerateToken04(People.AppId, "a</>&b", People.Secret, 60, "\u2028/").token;
            Envelope envelope = Envelope.Read(Frame.Decode(token, Reading.Own), Reading.Own);
            Crypto.SecretKey key = new Crypto.SecretKey(People.AppId, People.Secret);
            string plaintext = Crypto.Sealing.Open(key, envelope, false).Plaintext;
            Assert.That(plaintext, Is.StringStarting("{\"app_id\":1234567890,\"user_id\":\"a</>&b\",\"nonce\":"));
            Assert.That(plaintext, Is.StringEnding(",\"payload\":\"\u2028/\"}"));
        }
    }
}
