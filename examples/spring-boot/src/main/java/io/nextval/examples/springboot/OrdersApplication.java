package io.nextval.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A web service that takes orders; settings are in {@code application.properties}. */
@SpringBootApplication(proxyBeanMethods = false)
class OrdersApplication {
    public static void main(String[] args) {
        SpringApplication.run(OrdersApplication.class, args);
    }
}
