using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>Takes what a stretch of a log has, in the order of positions.</summary>
internal interface IStretchReader
{
    /// <param name="row">An event, with <see cref="ChainedEvent.Columns"/>; valid during the call.</param>
    void TakeEvent(RawStatement row);

    /// <param name="range">Events were taken out here, all of which are in the stretch or some beside it.</param>
    void TakeRange(RemovedRange range);

    /// <summary>Between two positions there is neither the one nor the other.</summary>
    void TakeGap(long first, long last);
}
