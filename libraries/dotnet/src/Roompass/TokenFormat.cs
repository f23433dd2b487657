namespace Roompass
{
    /// <summary>How a Token04 is encrypted (spec token04.md 2).</summary>
    public enum TokenFormat
    {
        /// <summary>AES-256-CBC, which every ZEGOCLOUD client takes. The default.</summary>
        Cbc,

        /// <summary>AES-256-GCM.</summary>
        Gcm
    }
}
