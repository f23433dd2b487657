using System;
using System.Collections;
using System.IO;
using System.Reflection;
using System.Runtime.Serialization.Formatters.Binary;
using System.Xml.Serialization;
using NUnit.Framework;

namespace Roompass.Tests
{
    /// <summary>Secrets and tokens are in nothing that prints.</summary>
    [TestFixture]
    public class SecrecyTests
    {
        [Test]
        public void keys_print_as_their_names()
        {
            Key key = new Key(People.AppId, People.Secret);
            Keyring keys = new Keyring(key);
            Assert.AreEqual("[Key of app 1234567890]", key.ToString());
            Assert.AreEqual("[Keyring kid=" + keys.Keys[0].Kid + "]", keys.ToString());
            Assert.That(keys.All.Active.Secret.ToString(), Is.Not.StringContaining(People.Secret));
        }

        /// <summary>Serializers and loggers go by public properties and fields.</summary>
        [Test]
        public void no_public_member_of_a_key_shows_its_secret()
        {
            Key key = new Key(People.AppId, People.Secret);
            Assert.That(Shown(key, 0), Is.Not.StringContaining(People.Secret));
            Assert.That(Shown(new Keyring(key), 0), Is.Not.StringContaining(People.Secret));
        }

        [TestCase(typeof(Key))]
        [TestCase(typeof(Keyring))]
        public void keys_cannot_be_serialized(Type type)
        {
            Assert.IsFalse(type.IsSerializable);
            Assert.Throws<InvalidOperationException>(() => new XmlSerializer(type));
        }

        [Test]
        public void a_refusal_holds_no_part_of_the_token()
        {
            string kitToken = KitToken.Mint(People.Ada(), People.Keys(), People.At(People.Now));
            Keyring others = new Keyring(new Key(People.AppId, People.OtherSecret));
            KitTokenError refusal =
                People.Refused(ReasonCode.KeyUnknown, () => KitToken.Verify(kitToken, others, People.Then(People.Now)));
            string all = refusal.ToString() + Shown(refusal.Data, 0);
            Assert.That(all, Is.Not.StringContaining(kitToken.Substring(0, 20)));
            Assert.That(all, Is.Not.StringContaining(People.OtherSecret));
            Assert.AreEqual("token refused: key unknown (sig)", refusal.Message);
        }

        [Test]
        public void a_refusal_keeps_its_code_between_domains()
        {
            KitTokenError refusal = People.Refused(ReasonCode.TokenMalformed, () => KitToken.Verify("", People.Keys()));
            BinaryFormatter formatter = new BinaryFormatter();
            MemoryStream stream = new MemoryStream();
            formatter.Serialize(stream, refusal);
            stream.Position = 0;
            KitTokenError copy = (KitTokenError)formatter.Deserialize(stream);
            Assert.AreEqual(refusal.Code, copy.Code);
            Assert.AreEqual(refusal.Message, copy.Message);
        }

        [Test]
        public void wrong_calls_show_no_value()
        {
            MintInput input = People.Ada();
            input.UserId = "someone with spaces";
            ArgumentException fault = People.Wrong("input.UserId", () => KitToken.Mint(input, People.Keys()));
            Assert.That(fault.ToString(), Is.Not.StringContaining(input.UserId));
        }

        private static string Shown(object value, int depth)
        {
            if (value == null || depth > 4) return "";
            string text = value + "\n";
            IEnumerable items = value as IEnumerable;
            if (value is string || value.GetType().IsPrimitive) return text;
            if (items != null)
                foreach (object item in items) text += Shown(item, depth + 1);
            foreach (FieldInfo field in value.GetType().GetFields()) text += Shown(field.GetValue(value), depth + 1);
            foreach (PropertyInfo property in value.GetType().GetProperties())
                if (property.GetIndexParameters().Length == 0) text += Shown(property.GetValue(value, null), depth + 1);
            return text;
        }
    }
}
