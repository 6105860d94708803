namespace Swictation.Domain.Errors;

/// <summary>
/// A promise that could not be kept, or a start that cannot be made. The message is one line that names the thing and
/// says what to do, fit to be shown to a user as it is.
/// </summary>
public abstract class SwictationException : Exception
{
    protected SwictationException(string message)
        : base(message)
    {
    }

    protected SwictationException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
