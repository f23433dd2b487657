namespace Roompass
{
    /// <summary>What a verified token proved (spec kit-token.md 4). Each is worth more than those before it.</summary>
    public enum Trust
    {
        /// <summary>Nothing: anyone who holds a token of an official generator can make others from it.</summary>
        Bare,

        /// <summary>The claims inside Token04, with room and rights in the payload; not the suffix.</summary>
        Sealed,

        /// <summary>Every claim and every field of the suffix.</summary>
        Signed
    }
}
