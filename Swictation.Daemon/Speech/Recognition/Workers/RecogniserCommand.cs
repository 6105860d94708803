namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>How a recogniser's process is started.</summary>
/// <param name="Program">Path of the executable.</param>
/// <param name="Arguments">Given to it as they are, never through a shell.</param>
/// <param name="Thing">The user's name for it: a model, a program. For messages.</param>
/// <param name="IfItDies">The cause and a remedy for messages, when the process dies while it starts.</param>
internal sealed record RecogniserCommand(
    string Program, IReadOnlyList<string> Arguments, string Thing, string IfItDies)
{
    /// <summary>
    /// The subcommand of the daemon's own executable that runs a recogniser, see <see cref="RecogniserHost"/>.
    /// </summary>
    public const string Subcommand = "recognise";

    /// <summary>An argument behind the specification: speech may go to another machine.</summary>
    public const string AllowRemote = "--allow-remote";

    /// <summary>This program itself, as the host of the recogniser that a specification names.</summary>
    public static RecogniserCommand Host(
        string specification, string thing, string ifItDies, bool allowsRemote = false) => new(
        Path.Combine(AppContext.BaseDirectory, "swictation-daemon"),
        allowsRemote ? [Subcommand, specification, AllowRemote] : [Subcommand, specification],
        thing,
        ifItDies);
}
