// The result of the generator, with the names and the fields that ZEGOCLOUD gave it.
namespace ZegoServerAssistant
{
    /// <summary>Whether a token was made, and why not.</summary>
    public enum ErrorCode
    {
        /// <summary>A token was made.</summary>
        success = 0,

        /// <summary>The AppID is 0.</summary>
        appIDInvalid = 1,

        /// <summary>The user ID is empty, too long, or has characters that no client takes.</summary>
        userIDInvalid = 3,

        /// <summary>The secret is not 32 printable ASCII characters.</summary>
        secretInvalid = 5,

        /// <summary>The lifetime is not positive, or ends after the year 9999.</summary>
        effectiveTimeInSecondsInvalid = 6
    }

    /// <summary>An <see cref="ErrorCode"/> in words.</summary>
    public class ErrorInfo
    {
        /// <summary>The code.</summary>
        public ErrorCode errorCode;

        /// <summary>"success", or what is wrong.</summary>
        public string errorMessage;
    }

    /// <summary>What <see cref="ServerAssistant.GenerateToken04"/> gives.</summary>
    public class GenerateTokenResult
    {
        /// <summary>The token; null where there is an error.</summary>
        public string token;

        /// <summary>Whether there is an error.</summary>
        public ErrorInfo errorInfo;
    }
}
