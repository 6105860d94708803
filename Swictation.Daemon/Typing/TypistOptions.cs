using Swictation.Daemon.Typing.Hooks;
using Swictation.Daemon.Typing.Ways;
using Swictation.Daemon.Typing.Windows;

namespace Swictation.Daemon.Typing;

/// <summary>How words are put at the cursor.</summary>
internal sealed record TypistOptions
{
    /// <summary>Behind each text; so two sentences do not touch.</summary>
    public string Separator { get; init; } = " ";

    public LineBreaks LineBreaks { get; init; } = LineBreaks.Never;

    /// <summary>True to type into whatever window has the cursor.</summary>
    public bool AnyWindow { get; init; }

    /// <summary>How words are typed where no rule fits.</summary>
    public WayChoice Way { get; init; }

    /// <summary>For the windows of certain programs; the first that fits holds.</summary>
    public IReadOnlyList<ApplicationRule> Rules { get; init; } = [];

    /// <summary>Gets each text before it is typed; null for none.</summary>
    public HookCommand? OnTranscription { get; init; }

    /// <summary>How words are typed into a window; null for one that is not known.</summary>
    public WayChoice WayFor(Window? window) => Rules.FirstOrDefault(rule => rule.Fits(window))?.Choice ?? Way;
}
