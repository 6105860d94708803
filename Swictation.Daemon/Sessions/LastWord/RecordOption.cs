namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>Whether the settings ask for recording at once, and where.</summary>
internal enum RecordOption
{
    No,

    /// <summary>In the configuration file or the environment: it holds until the user says something else.</summary>
    Configured,

    /// <summary><c>--record</c> on the command line: the user's word, and the newest.</summary>
    OnCommandLine,
}
