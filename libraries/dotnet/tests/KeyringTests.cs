using System;
using System.Collections.Generic;
using NUnit.Framework;
using Roompass.Codec;

namespace Roompass.Tests
{
    [TestFixture]
    public class KeyringTests
    {
        private static readonly string[] Secrets = {
            "first secret of some characters!", "second secret of some characters", "third secret of some characters!",
            "fourth secret of some characters", "fifth secret of some characters!",
        };

        private static Key KeyOf(int place, KeyState state)
        {
            return new Key(People.AppId, Secrets[place]) { State = state };
        }

        private static string MintedWith(Key key)
        {
            return KitToken.Mint(People.Ada(), new Keyring(new Key(key.AppId, key.Secret())), People.At(People.Now));
        }

        [Test]
        public void verifies_with_next_active_and_previous_and_not_with_retired()
        {
            Key[] entries = { KeyOf(0, KeyState.Retired), KeyOf(1, KeyState.Previous), KeyOf(2, KeyState.Active),
                              KeyOf(3, KeyState.Next) };
            Keyring keys = new Keyring(entries);
            for (int i = 1; i < entries.Length; i++)
                Assert.AreEqual(Trust.Signed,
                                KitToken.Verify(MintedWith(entries[i]), keys, People.Then(People.Now)).Trust);
            People.Refused(ReasonCode.KeyUnknown,
                           () => KitToken.Verify(MintedWith(entries[0]), keys, People.Then(People.Now)));
        }

        [Test]
        public void names_its_keys_in_the_order_in_which_they_are_tried()
        {
            Keyring keys = new Keyring(KeyOf(0, KeyState.Retired), KeyOf(1, KeyState.Previous),
                                       KeyOf(2, KeyState.Active), KeyOf(3, KeyState.Next), new Key(7, Secrets[4]));
            List<KeyState> states = new List<KeyState>();
            foreach (KeyInfo key in keys.Keys) states.Add(key.State);
            Assert.AreEqual(
                new[] { KeyState.Next, KeyState.Active, KeyState.Previous, KeyState.Retired, KeyState.Active }, states);
            Assert.AreEqual(new[] { People.AppId, 7u }, keys.AppIds);
        }

        [Test]
        public void mints_with_the_active_key()
        {
            Keyring keys = new Keyring(KeyOf(0, KeyState.Next), KeyOf(1, KeyState.Active), KeyOf(2, KeyState.Previous));
            string kid = new Keyring(KeyOf(1, KeyState.Active)).Keys[0].Kid;
            Assert.AreEqual(kid, KitToken.Verify(KitToken.Mint(People.Ada(), keys), keys).Kid);
        }

        [Test]
        public void holds_four_keys_of_an_app_and_no_more()
        {
            List<Key> five = new List<Key>();
            for (int i = 0; i < 5; i++) five.Add(KeyOf(i, KeyState.Previous));
            People.Wrong("keys[4]", () => new Keyring(five.ToArray()));
            Assert.AreEqual(4, new Keyring(five.GetRange(0, 4).ToArray()).Keys.Count);
        }

        [Test]
        public void refuses_wrong_entries_and_names_them()
        {
            People.Wrong("keys", () => new Keyring(null));
            People.Wrong("keys", () => new Keyring());
            People.Wrong("keys[0]", () => new Keyring(new Key[1]));
            People.Wrong("keys[0].AppId", () => new Keyring(new Key(0, People.Secret)));
            People.Wrong("keys[0].State", () => new Keyring(KeyOf(0, (KeyState)9)));
            People.Wrong("keys[0].Gcm", () => new Keyring(new Key(1, People.Secret) { Gcm = (GcmPolicy)9 }));
            People.Wrong("keys[1].ServerSecret",
                         () => new Keyring(KeyOf(0, KeyState.Active), KeyOf(0, KeyState.Previous)));
            People.Wrong("keys[1].State", () => new Keyring(KeyOf(0, KeyState.Active), KeyOf(1, KeyState.Active)));
        }

        [TestCase(null)]
        [TestCase("")]
        [TestCase("31 characters are one too few..")]
        [TestCase("33 characters are one too many...")]
        [TestCase("32 characters which are not b\u00fctes")]
        [TestCase("a control character is no\tsecret")]
        public void takes_secrets_of_32_printable_ascii_characters(string secret)
        {
            ArgumentException fault = People.Wrong("keys[0].ServerSecret", () => new Keyring(new Key(1, secret)));
            if (!string.IsNullOrEmpty(secret)) Assert.That(fault.ToString(), Is.Not.StringContaining(secret));
        }

        [Test]
        public void knows_secrets_that_are_none()
        {
            Assert.IsTrue(ServerSecret.IsWeak("0123456789abcdef0123456789abcdef"));
            Assert.IsTrue(ServerSecret.IsWeak("abcdefgabcdefgabcdefgabcdefgabcd"));
            Assert.IsFalse(ServerSecret.IsWeak(People.Secret));
            Assert.IsTrue(new Keyring(new Key(1, "12345678901234567890123456789012")).Keys[0].Weak);
            People.Wrong("serverSecret", () => ServerSecret.IsWeak(null));
        }

        [TestCase(GcmPolicy.Accept, Trust.Bare)]
        [TestCase(GcmPolicy.Trust, Trust.Sealed)]
        public void says_what_a_gcm_tag_is_worth(GcmPolicy policy, Trust trust)
        {
            Keyring keys = new Keyring(new Key(People.AppId, People.Secret) { Gcm = policy });
            VerifyOptions options = People.Then(People.Now);
            options.Accept = Trust.Bare;
            Assert.AreEqual(trust, KitToken.VerifyToken04(GcmWithForeignNonce(), keys, options).Trust);
        }

        [Test]
        public void does_not_take_gcm_where_it_is_refused()
        {
            Keyring keys = new Keyring(new Key(People.AppId, People.Secret) { Gcm = GcmPolicy.Refuse });
            People.Refused(ReasonCode.TokenEnvelope,
                           () => KitToken.VerifyToken04(GcmWithForeignNonce(), keys, People.Then(People.Now)));
            Token04Input input = People.AdaAlone();
            input.Format = TokenFormat.Gcm;
            People.Wrong("input.Format", () => KitToken.MintToken04(input, keys));
        }

        /// <summary>As an official generator makes it.</summary>
        private static string GcmWithForeignNonce()
        {
            Crypto.BlockCipher cipher = new Crypto.BlockCipher(Bytes.OfLatin1(People.Secret));
            long now = Numbers.Seconds(People.Now);
            Claims claims = new Claims { AppId = People.AppId, UserId = "ada",       Nonce = 5,
                                         IssuedAt = now,       ExpiresAt = now + 60, Payload = "" };
            byte[] nonce = Bytes.OfLatin1("nonce of twe");
            byte[] text = Crypto.Gcm.Seal(cipher, nonce, Utf8.Encode(claims.Write()));
            return Frame.Encode(new Envelope(TokenFormat.Gcm, now + 60, nonce, text).ToBytes());
        }
    }
}
