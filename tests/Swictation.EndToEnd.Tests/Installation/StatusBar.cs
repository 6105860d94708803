using System.Net.Sockets;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Installation;

/// <summary>Asks for the daemon's status again and again, as bars do each second; more often, so that it meets every moment.</summary>
internal sealed class StatusBar : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _asking;
    private readonly string _socket;
    private int _answers;
    private int _refusals;

    public StatusBar(string socket)
    {
        _socket = socket;
        _asking = Task.Run(AskAsync);
    }

    public Task WaitForAnswersAsync(int more) => WaitAsync(() => Volatile.Read(ref _answers), more);

    /// <summary>Waits until nobody has listened so many times more.</summary>
    public Task WaitForRefusalsAsync(int more) => WaitAsync(() => Volatile.Read(ref _refusals), more);

    public void Dispose()
    {
        _ending.Cancel();
        _asking.Wait(LineClient.Deadline);
        _ending.Dispose();
    }

    private static async Task WaitAsync(Func<int> count, int more)
    {
        var wanted = count() + more;
        await Eventually.IsTrueAsync(() => count() >= wanted, $"the bar has asked {more} times more");
    }

    private async Task AskAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                using var client = await LineClient.ConnectAsync(_socket);
                await client.SendAsync("""{"action":"status"}""");
                if (await client.TryReadLineAsync() is not null) Interlocked.Increment(ref _answers);
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref _refusals);
            }

            await Task.Delay(Between, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
