using Swictation.Daemon.Sessions.LastWord;

namespace Swictation.Daemon.Tests.Sessions.LastWord;

/// <summary>A place that a test fills up, damages and loses.</summary>
internal sealed class FragilePlace : IWordPlace
{
    public bool IsFull { get; set; }

    public string? Content { get; set; }

    public string? Read() => Content;

    public bool TryWrite(KeptWord word)
    {
        Content = IsFull ? null : word.ToString();
        return !IsFull;
    }
}
