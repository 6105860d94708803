using Swictation.Domain.Log;
#if MESSAGEPIPE
using Swictation.Daemon.Host.MessagePipe;
#endif

namespace Swictation.Daemon.Host;

/// <summary>What announces commits inside the process: ours, or with <c>-p:MessagePipe=true</c> that of MessagePipe.</summary>
internal static class CommitNotices
{
    public static ICommitNotice Create() =>
#if MESSAGEPIPE
        new MessagePipeNotice();
#else
        new CommitNotice();
#endif
}
