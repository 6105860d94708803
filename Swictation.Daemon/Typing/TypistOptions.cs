using Swictation.Daemon.Typing.Hooks;

namespace Swictation.Daemon.Typing;

/// <summary>How words are put at the cursor.</summary>
internal sealed record TypistOptions
{
    /// <summary>Behind each text; so two sentences do not touch.</summary>
    public string Separator { get; init; } = " ";

    public LineBreaks LineBreaks { get; init; } = LineBreaks.Never;

    /// <summary>True to type into whatever window has the cursor.</summary>
    public bool AnyWindow { get; init; }

    /// <summary>Gets each text before it is typed; null for none.</summary>
    public HookCommand? OnTranscription { get; init; }
}
