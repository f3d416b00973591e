package io.nextval.examples.springboot;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;

/** Takes orders and lists them. They are kept in memory, as this is about their numbers. */
@RestController
class OrderController {
    private final ConcurrentSkipListMap<Long, Order> orders = new ConcurrentSkipListMap<>();
    private final OrderNumbers numbers;

    OrderController(OrderNumbers numbers) {
        this.numbers = numbers;
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Order place(@RequestParam String customer) {
        Order order = new Order(numbers.next(), customer);
        orders.put(order.number(), order);
        return order;
    }

    @GetMapping("/orders")
    Collection<Order> list() {
        return orders.values();
    }

    /** SQLSTATE 2200H: the sequence is at its end, and trying again is of no use. */
    @ExceptionHandler
    ProblemDetail soldOut(DataIntegrityViolationException error) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "no more order numbers");
    }

    /** Everything else that goes wrong with the cluster: the caller may try again. */
    @ExceptionHandler
    ProblemDetail unavailable(DataAccessException error) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "no order numbers at the moment");
    }
}
