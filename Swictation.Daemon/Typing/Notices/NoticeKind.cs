namespace Swictation.Daemon.Typing.Notices;

/// <summary>Why the user is told something.</summary>
internal enum NoticeKind
{
    Started,
    Stopped,
    Error,
    Muted,
    NotTyped,
    Silence,
}
