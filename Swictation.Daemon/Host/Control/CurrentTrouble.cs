using Swictation.Daemon.Sessions.Input;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.State;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Host.Control;

/// <summary>Finds what is wrong at the moment: for <c>status</c> and for the snapshot of the metrics socket.</summary>
internal static class CurrentTrouble
{
    /// <param name="outage">Null while the log can be written.</param>
    /// <param name="disk">Null while the disk has room.</param>
    public static IReadOnlyList<Trouble> Find(IInput input, LogOutage? outage, DaemonState state, Trouble? disk) =>
        [.. FindAll(input, outage, state.IsOpen ? state.WithoutText.All : [], disk)];

    private static IEnumerable<Trouble> FindAll(
        IInput input, LogOutage? outage, IReadOnlyList<SegmentWithoutText> without, Trouble? disk)
    {
        if (input.Trouble is { } wrong) yield return wrong;
        if (outage is not null)
        {
            yield return new(
                TroubleCode.StorageFailed, $"Nothing can be stored since {outage.Since:HH:mm:ss}: {outage.Reason}");
        }

        if (without is [.., var last])
        {
            yield return new(
                TroubleCode.RecogniserFailed,
                $"The recogniser failed on {Counted.Of(without.Count, "segment")} of this session: {last.Reason}");
        }

        if (disk is not null) yield return disk;
    }
}
