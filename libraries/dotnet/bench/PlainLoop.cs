// What somebody writes by hand with what .NET has, and without a check. Mint and Open encrypt and decrypt alone, and
// read who it is for until when. The others do the work of sealed and signed tokens: an HMAC for the seal, one for the
// signature, and the suffix. The secret itself is the key of the HMACs, which costs the same, and JSON is read by the
// library: .NET Framework has no fast reader.
using System;
using System.Security.Cryptography;
using System.Text;
using Roompass.Codec;

namespace Roompass.Benchmarks
{
    internal sealed class PlainLoop
    {
        private readonly RandomNumberGenerator random = RandomNumberGenerator.Create();
        private readonly long appId;
        private readonly byte[] key;
        private readonly string payload;

        internal PlainLoop(long appId, string secret, string payload)
        {
            this.appId = appId;
            key = Encoding.ASCII.GetBytes(secret);
            this.payload = payload;
        }

        internal string Mint()
        {
            byte[] iv = new byte[16];
            random.GetBytes(iv);
            return "04" + Convert.ToBase64String(Encrypt(Claims(), iv));
        }

        internal string Open(string token) { return User(Decrypt(Convert.FromBase64String(token.Substring(2)))); }

        internal string MintSealed() { return "04" + Convert.ToBase64String(Sealed()); }

        internal string OpenSealed(string token)
        {
            byte[] raw = Convert.FromBase64String(token.Substring(2));
            byte[] text = Decrypt(raw);
            return Same(Seal(text), raw, 10) ? User(text) : null;
        }

        internal string MintSigned()
        {
            byte[] raw = Sealed();
            string name = Uri.EscapeDataString("Ada L.");
            string suffix = string.Format(
                "{{\"userID\":\"{0}\",\"roomID\":\"{1}\",\"userName\":\"{2}\",\"appID\":{3},\"sig\":\"{4}\"}}", "ada",
                "lobby", name, appId, Convert.ToBase64String(Signature(raw, "ada", "lobby", name)));
            return "04" + Convert.ToBase64String(raw) + "#" + Convert.ToBase64String(Encoding.UTF8.GetBytes(suffix));
        }

        internal string OpenSigned(string kitToken)
        {
            string[] parts = kitToken.Split('#');
            byte[] raw = Convert.FromBase64String(parts[0].Substring(2));
            JsonValue suffix = Read(Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])), 1);
            string user = suffix.Get("userID").Text;
            string name = suffix.Get("userName").Text;
            byte[] given = Convert.FromBase64String(suffix.Get("sig").Text);
            if (!Same(Signature(raw, user, suffix.Get("roomID").Text, name), given, 0)) return null;
            return Uri.UnescapeDataString(name).Length > 0 && User(Decrypt(raw)) == user ? user : null;
        }

        private static long Now() { return (long)(DateTime.UtcNow - new DateTime(1970, 1, 1)).TotalSeconds; }

        private byte[] Claims()
        {
            byte[] nonce = new byte[4];
            random.GetBytes(nonce);
            long now = Now();
            return Encoding.UTF8.GetBytes(string.Format(
                "{{\"app_id\":{0},\"user_id\":\"{1}\",\"nonce\":{2},\"ctime\":{3},\"expire\":{4},\"payload\":\"{5}\"}}",
                appId, "ada", BitConverter.ToInt32(nonce, 0) & 0x7fffffff, now, now + 3600,
                payload.Replace("\"", "\\\"")));
        }

        private static string User(byte[] text)
        {
            JsonValue claims = Read(Encoding.UTF8.GetString(text), 1);
            JsonValue payload = Read(claims.Get("payload").Text, 3);
            bool good = claims.Get("expire").Integer > Now() && payload.Get("room_id").Text.Length > 0;
            return good ? claims.Get("user_id").Text : null;
        }

        private byte[] Sealed()
        {
            byte[] text = Claims();
            return Encrypt(text, Seal(text));
        }

        private byte[] Encrypt(byte[] text, byte[] iv)
        {
            using (Aes aes = Aes.Create()) using (ICryptoTransform encryptor = aes.CreateEncryptor(key, iv))
            {
                byte[] ciphertext = encryptor.TransformFinalBlock(text, 0, text.Length);
                byte[] raw = new byte[28 + ciphertext.Length];
                Buffer.BlockCopy(iv, 0, raw, 10, 16);
                Buffer.BlockCopy(ciphertext, 0, raw, 28, ciphertext.Length);
                return raw;
            }
        }

        private byte[] Decrypt(byte[] raw)
        {
            byte[] iv = new byte[16];
            Buffer.BlockCopy(raw, 10, iv, 0, 16);
            using (Aes aes = Aes.Create()) using (ICryptoTransform decryptor = aes.CreateDecryptor(key, iv))
            {
                return decryptor.TransformFinalBlock(raw, 28, raw.Length - 28);
            }
        }

        private byte[] Seal(byte[] text)
        {
            using (HMACSHA256 hmac = new HMACSHA256(key))
            {
                byte[] iv = new byte[16];
                Buffer.BlockCopy(hmac.ComputeHash(text), 0, iv, 0, 16);
                return iv;
            }
        }

        private byte[] Signature(byte[] raw, params string[] fields)
        {
            byte[] head = Encoding.UTF8.GetBytes(string.Join("\0", fields));
            byte[] all = new byte[head.Length + raw.Length];
            Buffer.BlockCopy(head, 0, all, 0, head.Length);
            Buffer.BlockCopy(raw, 0, all, head.Length, raw.Length);
            using (HMACSHA256 hmac = new HMACSHA256(key)) return hmac.ComputeHash(all);
        }

        private static JsonValue Read(string json, int depth) { return JsonReader.Scan(json, depth).Object; }

        private static bool Same(byte[] wanted, byte[] given, int from)
        {
            int different = 0;
            for (int i = 0; i < wanted.Length; i++) different |= wanted[i] ^ given[from + i];
            return different == 0;
        }
    }
}
