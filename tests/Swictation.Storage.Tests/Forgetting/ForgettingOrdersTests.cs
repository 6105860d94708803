using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Tests.Forgetting;

/// <summary>How much of an event goes when it is asked for more than once.</summary>
public sealed class ForgettingOrdersTests : IDisposable
{
    private readonly SqliteConnection _connection = DatabaseFile.OpenInMemory();
    private readonly ForgettingOrders _orders;

    public ForgettingOrdersTests()
    {
        Guards.SwitchOff(_connection);
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(_connection);
        _orders = new(_connection);
    }

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData(ForgettingExtent.Words, ForgettingExtent.Figures)]
    [InlineData(ForgettingExtent.Words, ForgettingExtent.Event)]
    [InlineData(ForgettingExtent.Figures, ForgettingExtent.Event)]
    public void P11_Who_asks_for_more_gets_it_also_of_what_has_gone_and_who_asks_for_less_takes_nothing_back(
        ForgettingExtent less, ForgettingExtent more)
    {
        Add(7, less, ForgettingKind.Words);
        Assert.Equal((less, ForgettingKind.Words), Next(7));
        _orders.NoteRemoved(7);
        Assert.Empty(_orders.Next(most: 10).Positions);

        Add(7, more, ForgettingKind.Session);
        Assert.Equal((more, ForgettingKind.Session), Next(7));

        Add(7, less, ForgettingKind.Words);
        Assert.Equal((more, ForgettingKind.Session), Next(7));
        _orders.NoteRemoved(7);
        Add(7, less, ForgettingKind.Words);
        Add(7, more, ForgettingKind.Words);
        Assert.Empty(_orders.Next(most: 10).Positions);
    }

    [Fact]
    public void What_goes_at_once_is_of_one_extent_and_one_reason_in_order()
    {
        Add(9, ForgettingExtent.Words, ForgettingKind.Words);
        Add(5, ForgettingExtent.Figures, ForgettingKind.Words);
        Add(6, ForgettingExtent.Words, ForgettingKind.Words);
        Add(7, ForgettingExtent.Words, ForgettingKind.Session);
        Add(8, ForgettingExtent.Words, ForgettingKind.Words);
        var taken = new List<string>();

        while (_orders.Next(most: 2) is { Positions.Count: > 0 } next)
        {
            taken.Add($"{next.Extent} {next.Why}: {string.Join(' ', next.Positions)}");
            next.Positions.ForEach(_orders.NoteRemoved);
        }

        Assert.Equal(["Figures words: 5", "Words words: 6 8", "Words session: 7", "Words words: 9"], taken);
    }

    [Fact]
    public void What_belongs_to_an_event_is_looked_for_until_it_is_followed_and_again_when_it_is_asked_for_again()
    {
        _orders.Add([7, 8], ForgettingKind.Words, ForgettingExtent.Words, files: [], isFollowed: false);
        _orders.RememberFollowed([7]);
        Assert.Equal([8], _orders.ReadUnfollowed().Positions);
        foreach (var position in new[] { 7, 8 }) _orders.NoteRemoved(position);

        EraseAll();
        Assert.True(_orders.IsAny, "what has not been followed stays written down");
        _orders.RememberFollowed([8]);
        EraseAll();
        Assert.False(_orders.IsAny, "both are done with");

        _orders.Add([7], ForgettingKind.Words, ForgettingExtent.Words, files: [], isFollowed: false);
        Assert.Equal([7], _orders.ReadUnfollowed().Positions);
    }

    private void EraseAll()
    {
        _orders.BeginErasure();
        _orders.EndErasure();
    }

    private (ForgettingExtent Extent, ForgettingKind Why) Next(long position)
    {
        var (positions, why, extent) = _orders.Next(most: 10);
        Assert.Equal([position], positions);
        return (extent, why);
    }

    private void Add(long position, ForgettingExtent extent, ForgettingKind why) =>
        _orders.Add([position], why, extent, files: [], isFollowed: true);
}
