using Swictation.Domain.Log;
#if MESSAGEPIPE
using Swictation.Daemon.Host.MessagePipe;
#endif

namespace Swictation.Daemon.Host;

/// <summary>
/// Makes the notice of commits inside the process: ours, or with <c>-p:MessagePipe=true</c> MessagePipe's.
/// </summary>
internal static class CommitNotices
{
    public static ICommitNotice Create() =>
#if MESSAGEPIPE
        new MessagePipeNotice();
#else
        new CommitNotice();
#endif
}
