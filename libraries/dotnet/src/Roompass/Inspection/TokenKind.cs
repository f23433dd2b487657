namespace Roompass
{
    /// <summary>What a text is by its looks.</summary>
    public enum TokenKind
    {
        /// <summary>Nothing that is known.</summary>
        Unknown,

        /// <summary>A Token04 with a suffix.</summary>
        KitToken,

        /// <summary>A Token04 alone.</summary>
        Token04,

        /// <summary>An older token.</summary>
        Token03,

        /// <summary>A JSON Web Token.</summary>
        Jwt,

        /// <summary>An AppSign: 64 hex digits.</summary>
        AppSign,

        /// <summary>32 hex digits, as a ServerSecret has.</summary>
        ServerSecretLike,

        /// <summary>Nothing, or white space.</summary>
        Empty
    }

    /// <summary>What an IV or nonce is made of.</summary>
    public enum IvLooks
    {
        /// <summary>Decimal digits: a weak source of randomness.</summary>
        Digits,

        /// <summary>Hex digits: a weak source of randomness.</summary>
        Hex,

        /// <summary>Small letters and digits: a weak source of randomness.</summary>
        Alphanumeric,

        /// <summary>Base64url, as our seal is.</summary>
        Base64Url,

        /// <summary>Any bytes.</summary>
        Bytes
    }

    /// <summary>Who may have made a token: us, the official generators by language, and the one in ZEGOCLOUD's web
    /// kit.</summary>
    public enum Generator
    {
        /// <summary>This library, in any language.</summary>
        Roompass,

        /// <summary>The official one for Go.</summary>
        Go,

        /// <summary>The official one for C++.</summary>
        Cpp,

        /// <summary>The official one for Java.</summary>
        Java,

        /// <summary>The official one for Python.</summary>
        Python,

        /// <summary>The official one for PHP.</summary>
        Php,

        /// <summary>The official one for .NET.</summary>
        DotNet,

        /// <summary>The official one for Node.js.</summary>
        Node,

        /// <summary>generateKitTokenForTest in the web kit.</summary>
        WebKit
    }
}
