// What a testee is asked to do.
using System;
using Roompass.Codec;

namespace Roompass.Testee
{
    internal static class Operations
    {
        internal static string Run(JsonValue request)
        {
            switch (Requests.TextOf(request, "op"))
            {
                case "about":
                    return "{\"language\":\"dotnet\",\"version\":" + Spelling.Text(Environment.Version.ToString()) +
                           "}";
                case "mint": return "{\"kitToken\":" + Spelling.Text(Mint(Requests.ObjectOf(request, "in"))) + "}";
                case "mintToken04":
                    return "{\"token04\":" + Spelling.Text(MintToken04(Requests.ObjectOf(request, "in"))) + "}";
                case "verify": return Spelling.Of(Verify(request));
                case "inspect": return Spelling.Of(Inspect(request));
                default: throw new ArgumentException("must be about, mint, mintToken04, verify or inspect", "op");
            }
        }

        /// <summary>Mints what a test in mint.json asks for.</summary>
        internal static string Mint(JsonValue input)
        {
            MintInput wish = new MintInput();
            wish.UserId = Requests.TextOf(input, "userId");
            wish.RoomId = Requests.TextOf(input, "roomId");
            wish.UserName = Requests.TextOf(input, "userName");
            wish.Grant = Requests.GrantOf(input.Get("grant"));
            wish.ExpiresIn = Requests.SpanOf(input.Get("expiresIn"));
            wish.Format = Requests.FormatOf(input.Get("format"));
            wish.Ext = Requests.TextOf(input, "ext");
            return KitToken.Mint(wish, new Keyring(Requests.KeyOf(input)), OptionsOf(input));
        }

        /// <summary>Mints the sealed part alone, for a room and a grant or with a payload from elsewhere.</summary>
        internal static string MintToken04(JsonValue input)
        {
            Token04Input wish = new Token04Input();
            wish.UserId = Requests.TextOf(input, "userId");
            wish.RoomId = Requests.TextOf(input, "roomId");
            wish.Grant = Requests.GrantOf(input.Get("grant"));
            wish.Payload = Requests.TextOf(input, "payload");
            wish.ExpiresIn = Requests.SpanOf(input.Get("expiresIn"));
            wish.Format = Requests.FormatOf(input.Get("format"));
            return KitToken.MintToken04(wish, new Keyring(Requests.KeyOf(input)), OptionsOf(input));
        }

        private static MintOptions OptionsOf(JsonValue input)
        {
            MintOptions options = new MintOptions();
            options.Now = () => Requests.TimeOf(input.Get("now"));
            byte[] nonce = Bytes.U32((uint)Requests.IntegerOf(input.Get("nonce")));
            options.Random = bytes => Buffer.BlockCopy(nonce, 0, bytes, 0, bytes.Length);
            return options;
        }

        /// <summary>Verifies as a test in verify.json is.</summary>
        internal static Pass Verify(JsonValue test)
        {
            Keyring keys = Requests.KeyringOf(test.Get("keyring"));
            VerifyOptions options = Requests.Fill(new VerifyOptions(), test.Get("options"));
            string token = Requests.TextOf(test, "token");
            bool alone = Requests.TextOf(test, "kind") == "token04";
            return alone ? KitToken.VerifyToken04(token, keys, options) : KitToken.Verify(token, keys, options);
        }

        /// <summary>Explains as a test in diagnosis.json is; there the token is the text.</summary>
        internal static Report Inspect(JsonValue test)
        {
            Keyring keys = test.Get("keyring") == null ? null : Requests.KeyringOf(test.Get("keyring"));
            InspectOptions options = Requests.Fill(new InspectOptions(), test.Get("options"));
            string expect = Requests.TextOf(test, "expect");
            if (expect != null) options.Expect = Spelling.KindOf(expect);
            return KitToken.Inspect(Requests.TextOf(test, test.Get("text") == null ? "token" : "text"), keys, options);
        }
    }
}
