package io.github.bayernkommunal.samples.benchmarks.soap;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.xml.ws.RequestWrapper;
import jakarta.xml.ws.ResponseWrapper;

/** The mailbox as an ordinary JAX-WS interface. */
@WebService(targetNamespace = MailboxPort.NAMESPACE, name = "PostkorbKomm")
public interface MailboxPort {

    /** Namespace of the service. */
    String NAMESPACE = "urn:akdb:bsp:postkorb:komm:webservice";

    /** Sends a letter and returns the receipt. */
    @WebMethod(action = NAMESPACE)
    @RequestWrapper(localName = "sendBspNachrichtNative", targetNamespace = NAMESPACE)
    @ResponseWrapper(localName = "sendBspNachrichtNativeOutput", targetNamespace = NAMESPACE)
    @WebResult(name = "bspQuittung")
    String sendBspNachrichtNative(@WebParam(name = "bspNachricht") String letter);
}
