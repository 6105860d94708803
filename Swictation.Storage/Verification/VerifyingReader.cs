using System.Text;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Chain;
using Swictation.Storage.Sqlite;
using ForgottenEvent = Swictation.Domain.Events.Forgotten;

namespace Swictation.Storage.Verification;

/// <summary>
/// Looks at each event and each range on the way of a hash: checksums, positions, links that are due, and words that were
/// forgotten without a word. One thread at a time.
/// </summary>
internal sealed class VerifyingReader(LogFindings findings, RunningHash running, long checksummedFrom) : IStretchReader
{
    private static readonly byte[] NameOfForgotten = Encoding.UTF8.GetBytes(ForgottenEvent.TypeName);
    private static readonly byte[] NameOfSalvaged = Encoding.UTF8.GetBytes(LogSalvaged.TypeName);

    private readonly ForgottenPositions _forgotten = new();
    private RemainderHash? _remainder;
    private long _linkDue = long.MaxValue;
    private long _end;

    /// <summary>Events that were read.</summary>
    public long Events { get; private set; }

    /// <summary>Positions whose events were taken out.</summary>
    public long Removed { get; private set; }

    /// <summary>Positions whose events are in an earlier backup, and not in this one.</summary>
    public long NotCopied { get; private set; }

    /// <summary>Events that have lost their words.</summary>
    public long Forgotten => _forgotten.Count;

    /// <summary>The next events belong to the way to a link.</summary>
    /// <param name="linkDue">A link has to be there or behind it, before the one at the end.</param>
    public void BeginWay(long linkDue, long end) => (_remainder, _linkDue, _end) = (null, linkDue, end);

    /// <summary>The next events are what is left of a stretch.</summary>
    public void BeginRemainder(RemainderHash remainder) => (_remainder, _linkDue) = (remainder, long.MaxValue);

    public void TakeEvent(RawStatement row)
    {
        var sequence = row.Int64(0);
        Events++;
        if (!ChainedEvent.IsIntact(row, checksummedFrom))
            findings.Add(LogProblemKind.Damaged, sequence, sequence, $"event {sequence} does not agree with its checksum");
        NoteForgotten(row, sequence);
        if (_remainder is not null) _remainder.TakeEvent(row);
        else running.Mix(row, sequence);
        Pass(sequence);
    }

    public void TakeRange(RemovedRange range)
    {
        var positions = range.Last - range.First + 1;
        if (range.Reason == RemovalReason.NotCopied) NotCopied += positions;
        else Removed += positions;
        if (_remainder is null) running.TakeRange(range);
        Pass(range.Last);
    }

    public void TakeGap(long first, long last) => findings.Add(
        LogProblemKind.Missing,
        first,
        last,
        first == last ? $"event {first} is missing" : $"events {first} to {last} are missing");

    /// <summary>What shows only when all was read.</summary>
    public void Finish()
    {
        foreach (var (first, last) in _forgotten.FindUnsaid())
        {
            findings.Add(
                LogProblemKind.Forgotten, first, last,
                first == last ? $"event {first} has lost its words, and no event says so"
                    : $"events {first} to {last} have lost their words, and no event says so");
        }
    }

    private void Pass(long position)
    {
        if (position < _linkDue || position >= _end) return;
        findings.Add(LogProblemKind.Link, position, position, $"the chain has no link at {position}");
        _linkDue = long.MaxValue;
    }

    private void NoteForgotten(RawStatement row, long sequence)
    {
        var type = row.Utf8(3);
        if (Remains.IsForgotten(row.Utf8(5)))
        {
            _forgotten.Add(sequence);
        }
        else if (type.SequenceEqual(NameOfSalvaged))
        {
            _forgotten.Clear();
        }
        else if (type.SequenceEqual(NameOfForgotten) && ReadForgotten(row, sequence) is { } said)
        {
            _forgotten.Say(said.Positions);
        }
    }

    private static ForgottenEvent? ReadForgotten(RawStatement row, long sequence)
    {
        try
        {
            return WireReader.Read(new(
                sequence, null, row.Int64(2), ForgottenEvent.TypeName, (int)row.Int64(4), row.Utf8(5).ToArray())) as ForgottenEvent;
        }
        catch (MalformedEventException)
        {
            // It says nothing then.
            return null;
        }
    }
}
