using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// Goes through the stored full-text index slice by slice, each in a read of its own: one that lasted would keep the
/// write-ahead log from being emptied.
/// </summary>
internal sealed class StoredWords(SqliteConnection connection) : IDisposable
{
    private const int InSlice = 5_000;

    private const string Select =
        """
        SELECT term, doc, offset
        FROM temp.stored_words
        WHERE term >= @term;
        """;

    private readonly RawStatement _select = new(connection, Select);
    private WordFingerprint _fingerprint;

    // Before every word that a tokenizer makes.
    private byte[] _term = [1];
    private long _ofTerm;

    public ulong Sum => _fingerprint.Sum;

    /// <summary>Takes the next words of segments up to one; what is after it was not compared with.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="SqliteException">The index cannot be read.</exception>
    public bool TakeSlice(long lastSegment)
    {
        _select.Bind(1, _term);
        try
        {
            // Places that a term has are met in order, and new ones come last: those that were taken are passed over.
            var passed = 0L;
            for (var taken = 0; taken < InSlice;)
            {
                if (!_select.Step()) return false;

                var term = _select.Utf8(0);
                if (!term.SequenceEqual(_term))
                {
                    _term = term.ToArray();
                    _ofTerm = 0;
                    passed = 0;
                }
                else if (passed++ < _ofTerm)
                {
                    continue;
                }

                if (_select.Int64(1) <= lastSegment) _fingerprint.Add(_select);
                _ofTerm++;
                passed = _ofTerm;
                taken++;
            }

            return true;
        }
        finally
        {
            _select.Reset();
        }
    }

    public void Dispose() => _select.Dispose();
}
