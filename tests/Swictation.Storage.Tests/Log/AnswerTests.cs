using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

/// <summary>The sign of life that a log gives to who watches over it.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private readonly OpenLog _open = new();
    private readonly EventFaker _faker = new(seed: 3);

    [Fact]
    public void Log_that_works_answers_and_nothing_is_appended()
    {
        _open.Log.Append(_faker.Metrics(null));

        _open.Log.Answer();

        Assert.Equal(1, _open.Log.Reader.Head);
        Assert.Equal(2, _open.Log.Append(_faker.Metrics(null)).First);
    }

    [Fact]
    public async Task Log_whose_writer_hangs_does_not_answer_until_it_goes_on()
    {
        using var goOn = new ManualResetEventSlim();
        using var hanging = _open.Notice.Subscribe(_ => goOn.Wait());
        var append = Task.Run(() => _open.Log.Append(_faker.Metrics(null)));
        Eventually.True(() => _open.Log.Reader.Head == 1, "the writer hangs after its commit");

        var answer = Task.Run(_open.Log.Answer);
        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(100)));
        goOn.Set();

        await answer.WaitAsync(LineClient.Deadline);
        await append;
    }

    [Fact]
    public async Task Log_that_somebody_else_writes_to_against_the_rules_answers_all_the_same()
    {
        using var other = SqliteLogs.OpenRaw(_open.Path);
        using var transaction = other.BeginTransaction();

        await Task.Run(_open.Log.Answer).WaitAsync(LineClient.Deadline);
    }

    public ValueTask DisposeAsync() => _open.DisposeAsync();
}
