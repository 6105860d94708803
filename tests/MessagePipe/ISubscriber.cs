namespace MessagePipe;

/// <summary>Takes handlers. The package's own has filters too, given as further parameters.</summary>
public interface ISubscriber<TMessage>
{
    IDisposable Subscribe(IMessageHandler<TMessage> handler);
}
